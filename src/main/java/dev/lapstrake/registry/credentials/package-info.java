/** Where credentials for registries come from: the files and helpers that Docker and podman use. */
@NullMarked
package dev.lapstrake.registry.credentials;

import org.jspecify.annotations.NullMarked;
