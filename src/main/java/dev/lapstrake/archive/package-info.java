/** An image as one file: how it is written, and which programs of this machine take it. */
@NullMarked
package dev.lapstrake.archive;

import org.jspecify.annotations.NullMarked;
