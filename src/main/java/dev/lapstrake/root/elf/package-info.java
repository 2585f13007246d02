/** What compiled files need from each other: the little of ELF that says so, read without trust. */
@NullMarked
package dev.lapstrake.root.elf;

import org.jspecify.annotations.NullMarked;
