package dev.lapstrake.build;

import dev.lapstrake.oci.Digest;

/**
 * A finished image.
 *
 * @param digest of what the store's index names
 * @param size in bytes, of all the layers compressed
 */
public record BuildResult(ImageName name, Digest digest, long size) {}
