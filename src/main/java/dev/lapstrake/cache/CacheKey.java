package dev.lapstrake.cache;

import dev.lapstrake.oci.Digest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Names a result by all that goes into it.
 *
 * <p>A key remembers the digest of each part it is made of, so that two keys of the same thing can be compared: what is
 * another in the one than in the other is why the result had to be made again. The values themselves are not kept.
 */
public final class CacheKey {
    private final Digest digest;
    private final List<Part> parts;

    /**
     * A part of a key.
     *
     * @param name what the user knows it by: {@code command}, {@code input src/main.js}
     * @param value the digest of its value
     */
    public record Part(String name, Digest value) {}

    private CacheKey(Digest digest, List<Part> parts) {
        this.digest = digest;
        this.parts = List.copyOf(parts);
    }

    private CacheKey(List<Part> parts) {
        this(digestOf(parts), parts);
    }

    private static Digest digestOf(List<Part> parts) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(part.value().hex()).append(' ').append(part.name()).append('\0');
        }
        return Digest.of(text.toString());
    }

    /**
     * The key of something that has no inputs.
     *
     * @param kind what it is
     * @param version raised whenever the same inputs come to give other bytes
     */
    public static CacheKey of(String kind, int version) {
        return new CacheKey(List.of(new Part("kind", Digest.of(kind + " " + version))));
    }

    /**
     * The key of a digest, as {@link #toString} gives it; of its parts nothing is known.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static CacheKey ofDigest(String hex) {
        return new CacheKey(new Digest(hex), List.of());
    }

    /** A key that also covers a value. */
    public CacheKey with(String name, String value) {
        return with(name, List.of(value));
    }

    /** A key that also covers values, in their order. */
    public CacheKey with(String name, Collection<String> values) {
        return plus(List.of(new Part(name, digest(values))));
    }

    /** A key that also covers named values, each of which is a part of its own. */
    public CacheKey withEach(String prefix, Map<String, String> values) {
        return plus(values.entrySet().stream()
                .map(value -> new Part(prefix + " " + value.getKey(), Digest.of(value.getValue())))
                .toList());
    }

    /** A key that also covers all that another covers. */
    public CacheKey with(String name, CacheKey other) {
        return plus(List.of(new Part(name, other.digest)));
    }

    private CacheKey plus(List<Part> more) {
        List<Part> all = new ArrayList<>(parts);
        all.addAll(more);
        return new CacheKey(all);
    }

    private static Digest digest(Collection<String> values) {
        StringBuilder text = new StringBuilder();
        for (String value : values) {
            text.append(value.length()).append(':').append(value);
        }
        return Digest.of(text.toString());
    }

    public Digest digest() {
        return digest;
    }

    /** What the key covers, in the order in which it was added. */
    public List<Part> parts() {
        return parts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CacheKey key && key.digest.equals(digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    /** The digest, in hexadecimal digits. */
    @Override
    public String toString() {
        return digest.hex();
    }
}
