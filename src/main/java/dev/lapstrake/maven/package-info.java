/** The goals: what Maven knows, turned into requests, and the results turned back. */
@NullMarked
package dev.lapstrake.maven;

import org.jspecify.annotations.NullMarked;
