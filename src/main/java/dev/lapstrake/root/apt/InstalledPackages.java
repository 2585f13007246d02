package dev.lapstrake.root.apt;

import java.io.IOException;
import java.io.Reader;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The packages that a root says it has, as dpkg and the distroless images record them. */
public record InstalledPackages(SortedMap<String, Version> versions) {
    private static final Set<String> FIELDS = Set.of("package", "version", "status", "architecture");
    private static final Pattern LINE = Pattern.compile("\\S+ \\S+");

    public InstalledPackages {
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    }

    /**
     * Reads a file of control paragraphs; packages that were removed, and left their settings, are none, nor are those
     * whose name or version none can be.
     *
     * @param isForeign whether an architecture is one whose packages are of no use to the others
     */
    public static InstalledPackages read(Reader records, Predicate<String> isForeign) throws IOException {
        SortedMap<String, Version> versions = new TreeMap<>();
        Paragraphs paragraphs = new Paragraphs(records, FIELDS);
        for (Optional<Map<String, String>> next = paragraphs.next(); next.isPresent(); next = paragraphs.next()) {
            Map<String, String> fields = next.get();
            String name = fields.getOrDefault("package", "");
            String version = fields.getOrDefault("version", "");
            String status = fields.getOrDefault("status", "installed");
            if (LINE.matcher(name + " " + version).matches()
                    && (" " + status).endsWith(" installed")
                    && !isForeign.test(fields.getOrDefault("architecture", "all"))) {
                versions.put(name, new Version(version));
            }
        }
        return new InstalledPackages(versions);
    }

    public InstalledPackages and(InstalledPackages others) {
        SortedMap<String, Version> both = new TreeMap<>(versions);
        both.putAll(others.versions);
        return new InstalledPackages(both);
    }

    public boolean has(String name) {
        return versions.containsKey(name);
    }

    /** Those that a suite does not have any newer; what depends on one of the others wants the newer one. */
    public Set<String> current(PackageIndex index) {
        return versions.entrySet().stream()
                .filter(each -> index.origin(each.getKey())
                        .filter(origin -> origin.version().compareTo(each.getValue()) > 0)
                        .isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A line for each, which {@link #parse} reads. */
    public String text() {
        return versions.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining("\n"));
    }

    public static InstalledPackages parse(String text) {
        SortedMap<String, Version> versions = new TreeMap<>();
        text.lines().map(line -> line.split(" ", 2)).forEach(words -> versions.put(words[0], new Version(words[1])));
        return new InstalledPackages(versions);
    }
}
