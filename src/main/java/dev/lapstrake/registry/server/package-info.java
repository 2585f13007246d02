/** A small registry on the loopback interface: the OCI distribution-spec over an OCI layout on disk. */
@NullMarked
package dev.lapstrake.registry.server;

import org.jspecify.annotations.NullMarked;
