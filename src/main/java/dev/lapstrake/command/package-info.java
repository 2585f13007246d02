/** Commands of the build machine: run in one folder, with a clean environment, and ended with all that they started. */
@NullMarked
package dev.lapstrake.command;

import org.jspecify.annotations.NullMarked;
