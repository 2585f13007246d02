/** The flow of a build: from a request to an image in the store, and on to its registry. */
@NullMarked
package dev.lapstrake.build;

import org.jspecify.annotations.NullMarked;
