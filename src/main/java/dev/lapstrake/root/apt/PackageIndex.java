package dev.lapstrake.root.apt;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Every package of a suite, in all versions that its archives have, the newest first. There are some seventy thousand,
 * of which a few are ever looked at; so each is kept as the few lines that matter, and read when it is asked for.
 */
public final class PackageIndex {
    private final Map<String, List<Listing>> versions = new HashMap<>();
    private final Map<String, List<Candidate>> read = new HashMap<>();
    private Optional<Map<String, Set<String>>> providers = Optional.empty();

    /** Another with the same packages, which can be changed without this one. */
    PackageIndex copy() {
        PackageIndex copy = new PackageIndex();
        copy.versions.putAll(versions);
        return copy;
    }

    /** Adds an archive's packages, except in versions that are already there. */
    void add(String archive, InputStream packages) throws IOException {
        forget();
        ListingReader reader = new ListingReader(archive, packages);
        for (Optional<Listing> next = reader.next(); next.isPresent(); next = reader.next()) {
            Listing listing = next.get();
            versions.merge(listing.name(), List.of(listing), (there, one) -> with(there, listing));
        }
    }

    private static List<Listing> with(List<Listing> there, Listing listing) {
        Version version = listing.version();
        int at = 0;
        while (at < there.size() && there.get(at).version().compareTo(version) > 0) {
            at++;
        }
        if (at < there.size() && there.get(at).version().compareTo(version) == 0) {
            return there;
        }
        List<Listing> more = new ArrayList<>(there);
        more.add(at, listing);
        return List.copyOf(more);
    }

    /** Adds a package, and takes away all other versions of it. */
    void pin(String archive, Map<String, String> fields) {
        forget();
        versions.put(fields.getOrDefault("package", ""), List.of(Listing.of(archive, fields)));
    }

    /** Adds packages, and takes away all other versions of them. */
    void pinAll(PackageIndex others) {
        forget();
        versions.putAll(others.versions);
    }

    private void forget() {
        read.clear();
        providers = Optional.empty();
    }

    public boolean has(String name) {
        return versions.containsKey(name);
    }

    /** A package in its newest version. */
    public Optional<DebianPackage> origin(String name) {
        return find(name).map(Candidate::origin);
    }

    /** A package in one of the versions that the archives have. */
    Optional<DebianPackage> origin(String name, Version version) {
        return named(name).stream()
                .map(Candidate::origin)
                .filter(origin -> origin.version().equals(version))
                .findFirst();
    }

    /** The names that match a regular expression, in their order. */
    public List<String> names(String pattern) {
        return versions.keySet().stream()
                .filter(name -> name.matches(pattern))
                .sorted()
                .toList();
    }

    Optional<Candidate> find(String name) {
        return named(name).stream().findFirst();
    }

    private List<Candidate> named(String name) {
        return read.computeIfAbsent(name, wanted -> versions.getOrDefault(wanted, List.of()).stream()
                .map(Listing::candidate)
                .toList());
    }

    /**
     * What meets a dependency, the best first: the package of that name, newer versions before older ones, then those
     * that provide the name.
     */
    List<Candidate> candidates(Dependency wanted) {
        return Stream.concat(
                        named(wanted.name()).stream().filter(candidate -> candidate.meets(wanted)),
                        providers(wanted).stream())
                .toList();
    }

    /**
     * The packages that meet a dependency under another name than their own: what Debian finds more important first, as
     * apt has it, then by name.
     */
    List<Candidate> providers(Dependency wanted) {
        if (providers.isEmpty()) {
            providers = Optional.of(findProviders());
        }
        return providers.get().getOrDefault(wanted.name(), Set.of()).stream()
                .filter(name -> !name.equals(wanted.name()))
                .flatMap(name -> named(name).stream())
                .filter(candidate -> candidate.meets(wanted))
                .sorted(Comparator.comparingInt(Candidate::rank))
                .toList();
    }

    private Map<String, Set<String>> findProviders() {
        Map<String, Set<String>> found = new HashMap<>();
        versions.forEach((name, listings) -> listings.stream()
                .flatMap(listing -> listing.provides().stream())
                .forEach(provided -> found.computeIfAbsent(provided.name(), none -> new TreeSet<>())
                        .add(name)));
        return found;
    }
}
