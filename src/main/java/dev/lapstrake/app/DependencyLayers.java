package dev.lapstrake.app;

import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Spreads dependencies over layers, so that raising one pushes little more than that one. A big jar has a layer to itself;
 * small ones share layers, each the one that its name leads to. So an artifact stays in its layer from build to build and
 * from machine to machine, whatever comes and goes beside it; but for big jars at the margin, where there are more of them
 * than layers for them.
 *
 * @param most how many layers there may be; half of them are for big jars
 */
public record DependencyLayers(int most) {
    /** What is chosen if nothing is said. */
    public static final DependencyLayers STANDARD = new DependencyLayers(48);

    /** Containers can't be laid over more than 127 layers everywhere, and the image has others. */
    private static final int LIMIT = 100;

    private static final String NAME = "dependencies";
    private static final long BIG = 512 << 10;
    private static final int DIGITS = 8;
    private static final int HEXADECIMAL = 16;

    /** Reads the content of {@code <dependencyLayers>}. */
    public static DependencyLayers parse(String text) throws BuildException {
        int most = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
        if (most < 1 || most > LIMIT) {
            throw new Problem(
                            "dependency-layers-malformed",
                            "<dependencyLayers> is no number of layers.",
                            text,
                            "write a number from 1 to " + LIMIT + "; with 1, all dependencies are in one layer")
                    .exception();
        }
        return new DependencyLayers(most);
    }

    /** The layers by their names, none of them empty, each in the order of the dependencies; one that is alone has no number. */
    public SortedMap<String, Set<Dependency>> spread(Collection<Dependency> dependencies) throws IOException {
        Set<Dependency> alone = alone(dependencies);
        SortedMap<String, Set<Dependency>> layers = new TreeMap<>();
        for (Dependency dependency : dependencies) {
            String name = alone.contains(dependency) ? "dependency " + dependency.identity() : shared(dependency);
            layers.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(dependency);
        }
        return layers.size() == 1 ? new TreeMap<>(Map.of(NAME, layers.get(layers.firstKey()))) : layers;
    }

    /** The biggest of the big; where there are more of them than layers, the others are shared out with the small ones. */
    private Set<Dependency> alone(Collection<Dependency> dependencies) throws IOException {
        List<Sized> big = new ArrayList<>();
        for (Dependency dependency : dependencies) {
            Path file = dependency.file();
            if (Files.isRegularFile(file) && Files.size(file) >= BIG) {
                big.add(new Sized(dependency, Files.size(file)));
            }
        }
        return big.stream()
                .sorted(Comparator.comparing(Sized::size).reversed().thenComparing(jar -> jar.dependency()
                        .identity()))
                .limit(most / 2)
                .map(Sized::dependency)
                .collect(Collectors.toSet());
    }

    private record Sized(Dependency dependency, long size) {}

    private String shared(Dependency dependency) {
        int layers = most - most / 2;
        String hash = Digest.of(dependency.identity()).hex().substring(0, DIGITS);
        return "%s %02d".formatted(NAME, Long.parseLong(hash, HEXADECIMAL) % layers + 1);
    }
}
