package dev.lapstrake.stage;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.log.Origin;
import dev.lapstrake.oci.Layer;
import java.util.SortedMap;

/**
 * A finished stage, its layer in the cache.
 *
 * @param origin where the result is from
 */
public record StageResult(String name, CacheKey key, Layer layer, SortedMap<String, String> facts, Origin origin) {
    /** True if an earlier run's result was taken. */
    public boolean reused() {
        return origin != Origin.BUILT;
    }

    /** A fact that the stage always gives. */
    public String fact(String name) {
        String value = facts.get(name);
        if (value == null) {
            throw new IllegalStateException("stage " + this.name + " gave no " + name);
        }
        return value;
    }
}
