import dev.lapstrake.app.Dependency;
import dev.lapstrake.app.DependencyLayers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Told the file that lists the newest jars, and releases as paths without their ending {@code .list}; each line of such a
 * list is the group, the name and the version of an artifact.
 */
class History {
    private static final int[] LAYERS = {1, 8, 16, 24, 32, 48};

    private final Map<String, Path> jars = new HashMap<>();
    private final List<List<Dependency>> releases = new ArrayList<>();

    public static void main(String[] arguments) throws IOException {
        History history = new History();
        for (String jar : Files.readAllLines(Path.of(arguments[0]))) {
            Path file = Path.of(jar);
            history.jars.put(file.getParent().getParent().getFileName().toString(), file);
        }
        for (int i = 1; i < arguments.length; i++) {
            history.releases.add(history.read(Path.of(arguments[i] + ".list")));
        }
        history.print();
    }

    /** Artifacts that the newest release has no more have no size, and are left out. */
    private List<Dependency> read(Path list) throws IOException {
        List<Dependency> all = new ArrayList<>();
        for (String line : Files.readAllLines(list)) {
            String[] parts = line.split(" ");
            if (jars.containsKey(parts[1])) {
                Path file = jars.get(parts[1]);
                all.add(new Dependency(parts[0], parts[1], parts[2], "", file, Dependency.Origin.RELEASE));
            }
        }
        return all;
    }

    private void print() throws IOException {
        System.out.println("| layers at most | used | a parent raised: MB, median | a year of parents: MB"
                + " | one artifact raised: times its size, median | at most 1.5 times | a year one by one: MB |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (int most : LAYERS) {
            System.out.println(line(new DependencyLayers(most)));
        }
    }

    private String line(DependencyLayers layers) throws IOException {
        List<Double> parents = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        double year = 0;
        for (int i = 1; i < releases.size(); i++) {
            Map<String, String> before = versions(releases.get(i - 1));
            Set<Dependency> raised = Set.copyOf(releases.get(i).stream()
                    .filter(one -> !one.version().equals(before.get(one.identity())))
                    .toList());
            parents.add(pushed(layers, releases.get(i), raised) / 1e6);
            for (Dependency one : raised) {
                double pushed = pushed(layers, releases.get(i), Set.of(one));
                ratios.add(pushed / Files.size(one.file()));
                year += pushed / 1e6;
            }
        }
        long fine = ratios.stream().filter(ratio -> ratio <= 1.5).count();
        return "| %d | %d | %.1f | %.0f | %.1f | %.0f %% | %.0f |".formatted(
                layers.most(),
                layers.spread(releases.get(releases.size() - 1)).size(),
                median(parents),
                parents.stream().mapToDouble(Double::doubleValue).sum(),
                median(ratios),
                100.0 * fine / ratios.size(),
                year);
    }

    private static Map<String, String> versions(List<Dependency> release) {
        Map<String, String> versions = new TreeMap<>();
        release.forEach(one -> versions.put(one.identity(), one.version()));
        return versions;
    }

    /** The bytes of the layers that have any of these. */
    private static double pushed(DependencyLayers layers, List<Dependency> all, Set<Dependency> raised)
            throws IOException {
        double bytes = 0;
        for (Set<Dependency> layer : layers.spread(all).values()) {
            if (layer.stream().anyMatch(raised::contains)) {
                for (Dependency one : layer) {
                    bytes += Files.size(one.file());
                }
            }
        }
        return bytes;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
