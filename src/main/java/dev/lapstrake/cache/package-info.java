/** What was made once, kept under a key of all that went into it. */
@NullMarked
package dev.lapstrake.cache;

import org.jspecify.annotations.NullMarked;
