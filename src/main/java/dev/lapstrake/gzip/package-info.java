/** Compression of layers: side by side, and the same bytes whatever machine does it. */
@NullMarked
package dev.lapstrake.gzip;

import org.jspecify.annotations.NullMarked;
