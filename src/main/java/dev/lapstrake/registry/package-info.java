/** A client of registries: the OCI distribution-spec (version 1.1), and images pushed and pulled through it. */
@NullMarked
package dev.lapstrake.registry;

import org.jspecify.annotations.NullMarked;
