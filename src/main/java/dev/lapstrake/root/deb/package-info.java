/** Debian packages as files: a control paragraph, and a tree that fits a merged {@code /usr}. */
@NullMarked
package dev.lapstrake.root.deb;

import org.jspecify.annotations.NullMarked;
