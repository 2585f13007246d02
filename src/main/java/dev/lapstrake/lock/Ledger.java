package dev.lapstrake.lock;

import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where a build writes down what it takes from elsewhere; from several threads at once. */
public final class Ledger {
    private final List<Taken> packages = new ArrayList<>();
    private final Map<String, SortedMap<String, Digest>> images = new TreeMap<>();
    private final Map<String, LockedPlatform.Jdk> jdks = new TreeMap<>();

    public synchronized void note(Taken taken) {
        packages.add(taken);
    }

    synchronized void note(String image, String platform, Digest digest) {
        images.computeIfAbsent(platform, any -> new TreeMap<>()).put(image, digest);
    }

    synchronized void note(LockedPlatform.Jdk jdk, String platform) {
        jdks.put(platform, jdk);
    }

    /** What there is to tell of it in a report. */
    public synchronized SortedMap<String, String> facts() {
        SortedMap<String, String> facts = new TreeMap<>();
        packages.forEach(taken -> facts.putAll(taken.facts()));
        return facts;
    }

    /** All that was taken, as a lock. */
    public synchronized Lock toLock() throws IOException, BuildException {
        Map<String, LockedSuite> suites = new LinkedHashMap<>();
        for (Taken taken : packages) {
            LockedSuite suite = taken.toLock();
            suites.merge(suite.title(), suite, LockedSuite::plus);
        }
        Set<String> names = new HashSet<>(images.keySet());
        names.addAll(jdks.keySet());
        List<LockedPlatform> platforms = names.stream()
                .map(name -> LockedPlatform.of(
                        name, Optional.ofNullable(jdks.get(name)), images.getOrDefault(name, new TreeMap<>())))
                .toList();
        return new Lock(platforms, List.copyOf(suites.values()));
    }
}
