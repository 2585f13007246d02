/** The OCI distribution-spec from both ends: a client of registries and a small embedded server. */
@NullMarked
package dev.lapstrake.registry;

import org.jspecify.annotations.NullMarked;
