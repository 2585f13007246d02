/** The distroless root: Debian packages, verified and trimmed to what an application's files need. */
@NullMarked
package dev.lapstrake.root;

import org.jspecify.annotations.NullMarked;
