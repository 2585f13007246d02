/** The image manifest, made by Jib out of a foundation and the application's layers. */
@NullMarked
package dev.lapstrake.assemble;

import org.jspecify.annotations.NullMarked;
