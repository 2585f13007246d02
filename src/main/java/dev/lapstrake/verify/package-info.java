/** The guard: what an image must not have, a rule each, and who may say that it may. */
@NullMarked
package dev.lapstrake.verify;

import org.jspecify.annotations.NullMarked;
