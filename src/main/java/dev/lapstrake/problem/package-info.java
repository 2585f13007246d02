/** What a user can mend: the one error type of the build, and its words. */
@NullMarked
package dev.lapstrake.problem;

import org.jspecify.annotations.NullMarked;
