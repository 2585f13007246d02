/** Under which names an image goes where: tags, targets, promotion, and what pipelines are told of it. */
@NullMarked
package dev.lapstrake.publish;

import org.jspecify.annotations.NullMarked;
