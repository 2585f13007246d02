package dev.lapstrake.stage;

import dev.lapstrake.oci.Digest;
import java.util.Collection;
import java.util.List;

/**
 * Names a stage's result by all that goes into it.
 *
 * @param digest over the kind of the stage, its version, and each named value that was added
 */
public record StageKey(Digest digest) {
    /**
     * The key of a stage without inputs.
     *
     * @param kind the kind of stage
     * @param version raised whenever the same inputs come to give other bytes
     */
    public static StageKey of(String kind, int version) {
        return new StageKey(Digest.of(kind + "\n" + version));
    }

    /** A key that also covers a value. */
    public StageKey with(String name, String value) {
        return with(name, List.of(value));
    }

    /** A key that also covers values, in their order. */
    public StageKey with(String name, Collection<String> values) {
        StringBuilder text = new StringBuilder(digest.hex()).append('\n').append(name);
        for (String value : values) {
            text.append('\n').append(value.length()).append(':').append(value);
        }
        return new StageKey(Digest.of(text.toString()));
    }

    @Override
    public String toString() {
        return digest.hex();
    }
}
