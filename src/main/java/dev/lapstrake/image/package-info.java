/** The files of images that others made, wherever those are kept. */
@NullMarked
package dev.lapstrake.image;

import org.jspecify.annotations.NullMarked;
