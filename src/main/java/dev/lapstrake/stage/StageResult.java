package dev.lapstrake.stage;

import dev.lapstrake.oci.Layer;
import java.util.SortedMap;

/**
 * A finished stage, its layer in the cache.
 *
 * @param reused true if an earlier run's result was taken
 */
public record StageResult(String name, StageKey key, Layer layer, SortedMap<String, String> facts, boolean reused) {
    /** A fact that the stage always gives. */
    public String fact(String name) {
        String value = facts.get(name);
        if (value == null) {
            throw new IllegalStateException("stage " + this.name + " gave no " + name);
        }
        return value;
    }
}
