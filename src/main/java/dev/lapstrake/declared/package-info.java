/** Stages as users declare them, and what is copied from one into another and into the image. */
@NullMarked
package dev.lapstrake.declared;

import org.jspecify.annotations.NullMarked;
