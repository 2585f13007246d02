/** What to type to look into a running container of an image. */
@NullMarked
package dev.lapstrake.debug;

import org.jspecify.annotations.NullMarked;
