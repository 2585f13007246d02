package dev.lapstrake.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.oci.Digest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private record Inner(@Nullable String text, int number) {}

    private record Outer(Optional<Inner> inner, List<String> names, Map<String, Path> places, Set<String> set) {}

    private static Outer value(String name, String... set) {
        return new Outer(
                Optional.of(new Inner(null, 1)),
                List.of(name, "b"),
                Map.of("k", Path.of("/a/b")),
                new LinkedHashSet<>(List.of(set)));
    }

    private static String text(Object value) {
        return Fingerprint.of(value).orElseThrow().text();
    }

    @Test
    void ofEqualValuesIsTheSameInAnyOrderThatSaysNothing() {
        assertThat(text(value("a", "x", "y"))).isEqualTo(text(value("a", "y", "x")));
        Map<String, String> one = new LinkedHashMap<>(Map.of("a", "1"));
        one.put("b", "2");
        Map<String, String> other = new LinkedHashMap<>(Map.of("b", "2"));
        other.put("a", "1");
        assertThat(text(one)).isEqualTo(text(other));
    }

    @Test
    void ofOtherValuesIsAnother() {
        assertThat(text(value("a", "x"))).isNotEqualTo(text(value("c", "x")));
        assertThat(text(List.of("ab", "c"))).isNotEqualTo(text(List.of("a", "bc")));
        assertThat(text(List.of("a", List.of()))).isNotEqualTo(text(List.of("a")));
        assertThat(text(Optional.empty())).isNotEqualTo(text(Optional.of("")));
    }

    @Test
    void ofTellsThePathsThatAreNamed() {
        assertThat(Fingerprint.of(value("a", "x")).orElseThrow().paths()).containsExactly(Path.of("/a/b"));
    }

    @Test
    void ofWhatCanNotBeToldIsNone() {
        assertThat(Fingerprint.of(List.of(new Object()))).isEmpty();
        assertThat(Fingerprint.of(List.of(new byte[0]))).isEmpty();
    }

    @Test
    void ofWhatIdentifiesItselfIsItsDigest() {
        Fingerprint.Identified identified = () -> Digest.of("x");
        assertThat(text(List.of(identified))).contains(Digest.of("x").hex());
    }
}
