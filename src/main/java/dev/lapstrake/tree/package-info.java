/** File trees: sorted, immutable values that every part of an image is made of, in and out of tar. */
@NullMarked
package dev.lapstrake.tree;

import org.jspecify.annotations.NullMarked;
