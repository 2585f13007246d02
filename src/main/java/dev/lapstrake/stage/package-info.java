/** Stages: steps of a build that turn inputs into trees, and the cache that keeps their results by key. */
@NullMarked
package dev.lapstrake.stage;

import org.jspecify.annotations.NullMarked;
