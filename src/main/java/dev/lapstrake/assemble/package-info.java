/** The image manifest: what Jib makes of the application, on a foundation. */
@NullMarked
package dev.lapstrake.assemble;

import org.jspecify.annotations.NullMarked;
