package dev.lapstrake.root.apt;

import static dev.lapstrake.Problems.assertProblem;

import dev.lapstrake.problem.BuildException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An index that a test fills, and what is chosen out of it. */
final class FakeIndex {
    private final PackageIndex index = new PackageIndex();

    FakeIndex add(String name, String version, String... fields) throws IOException {
        String paragraph = Stream.of(
                        List.of("Package: " + name, "Version: " + version, "Architecture: amd64"),
                        List.of(fields),
                        List.of("Filename: pool/" + name + ".deb", "Size: 1", "SHA256: " + "0".repeat(64)))
                .flatMap(List::stream)
                .collect(Collectors.joining("\n"));
        index.add("trixie", new ByteArrayInputStream(paragraph.getBytes(StandardCharsets.ISO_8859_1)));
        return this;
    }

    PackageIndex index() {
        return index;
    }

    /** The names of what is chosen; libc6 counts as there. */
    Set<String> chosen(String... names) throws BuildException {
        return new Resolver(index, Set.of("libc6")).choose(List.of(names)).keySet();
    }

    /** The version in which one of the packages is chosen. */
    String version(String of, String... names) throws BuildException {
        DebianPackage chosen =
                new Resolver(index, Set.of()).choose(List.of(names)).get(of);
        return Objects.requireNonNull(chosen).version().text();
    }

    /** What is said to be in the way. */
    String unsatisfiable(String... names) {
        return String.valueOf(
                assertProblem("package-unsatisfiable", () -> chosen(names)).found());
    }
}
