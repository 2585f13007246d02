package dev.lapstrake.assemble;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.oci.Descriptor;

/**
 * An image in the cache's layout.
 *
 * @param manifest its manifest, for one platform
 * @param key of all that is in it
 * @param reused true if an earlier assembly of the same parts was taken
 */
public record Assembly(Descriptor manifest, CacheKey key, boolean reused) {}
