/** The files of a folder: chosen by patterns, and read only when they have changed. */
@NullMarked
package dev.lapstrake.files;

import org.jspecify.annotations.NullMarked;
