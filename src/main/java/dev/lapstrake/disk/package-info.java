/** How files come onto a disk: whole or not at all, and by one writer at a time. */
@NullMarked
package dev.lapstrake.disk;

import org.jspecify.annotations.NullMarked;
