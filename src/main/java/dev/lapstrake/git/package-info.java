/** What a git working copy says of itself, read from its files: no git program is needed, nor run. */
@NullMarked
package dev.lapstrake.git;

import org.jspecify.annotations.NullMarked;
