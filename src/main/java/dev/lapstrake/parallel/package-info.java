/** Several things at once, but only a few: machines, mirrors and registries are shared with others. */
@NullMarked
package dev.lapstrake.parallel;

import org.jspecify.annotations.NullMarked;
