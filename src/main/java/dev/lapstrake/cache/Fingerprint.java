package dev.lapstrake.cache;

import dev.lapstrake.oci.Digest;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that a value says, as one text: of a record each of its components, and so on down to texts, numbers and paths. So
 * what is added to a record is never forgotten here; and a value of which something can't be told has no fingerprint.
 */
public final class Fingerprint {
    private final List<Path> paths = new ArrayList<>();
    private boolean isWhole = true;

    /** A value that is no record, and tells what it is by a digest. */
    public interface Identified {
        Digest digest();
    }

    /**
     * What was told of a value.
     *
     * @param text equal for equal values, in any JVM
     * @param paths that the value names; of what lies there the text says nothing
     */
    public record Told(String text, List<Path> paths) {
        public Told {
            paths = List.copyOf(paths);
        }
    }

    private Fingerprint() {}

    /** What a value says; empty if it holds something that can't be told. */
    public static Optional<Told> of(Object value) {
        Fingerprint fingerprint = new Fingerprint();
        String text = fingerprint.text(value);
        return fingerprint.isWhole ? Optional.of(new Told(text, fingerprint.paths)) : Optional.empty();
    }

    private String text(@Nullable Object value) {
        if (value instanceof Record) {
            return ofRecord(value);
        }
        if (value instanceof Map<?, ?> map) {
            List<String> texts = new ArrayList<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                texts.add(group(List.of(text(entry.getKey()), text(entry.getValue()))));
            }
            return sorted(texts);
        }
        if (value instanceof Collection<?> all) {
            List<String> texts = new ArrayList<>();
            for (Object one : all) {
                texts.add(text(one));
            }
            return all instanceof Set ? sorted(texts) : group(texts);
        }
        if (value instanceof Optional<?> optional) {
            return group(optional.isPresent() ? List.of(text(optional.get())) : List.of());
        }
        return plain(value);
    }

    private static String sorted(List<String> texts) {
        Collections.sort(texts);
        return group(texts);
    }

    private String plain(@Nullable Object value) {
        if (value instanceof Path path) {
            paths.add(path);
            return path.toString();
        }
        if (value instanceof Identified identified) {
            return identified.digest().hex();
        }
        boolean isPlain = value == null
                || value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Enum<?>
                || value instanceof OptionalInt
                || value instanceof Instant
                || value instanceof Duration
                || value instanceof URI;
        isWhole &= isPlain;
        return value instanceof Enum<?> choice ? choice.name() : String.valueOf(value);
    }

    private String ofRecord(Object value) {
        List<String> texts = new ArrayList<>(List.of(value.getClass().getName()));
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            texts.add(text(component(component, value)));
        }
        return group(texts);
    }

    private static @Nullable Object component(RecordComponent component, Object value) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record does not tell its " + component.getName(), e);
        }
    }

    /** Each with its length before it, so that no two groups are the same text. */
    private static String group(List<String> texts) {
        StringBuilder group = new StringBuilder("(");
        for (String text : texts) {
            group.append(text.length()).append(':').append(text);
        }
        return group.append(')').toString();
    }
}
