/** Where the time of a goal goes, as a picture that browsers and Perfetto can show. */
@NullMarked
package dev.lapstrake.trace;

import org.jspecify.annotations.NullMarked;
