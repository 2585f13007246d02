package dev.lapstrake.lock;

import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where a build writes down what it takes from elsewhere; from several threads at once. */
public final class Ledger {
    /** The fact that says what was taken although the lock lacks it, or has another. */
    static final String UNLOCKED = "unlocked";

    private final List<Taken> packages = new ArrayList<>();
    private final Map<String, SortedMap<String, Digest>> images = new TreeMap<>();
    private final Map<String, LockedPlatform.Jdk> jdks = new TreeMap<>();
    private final SortedSet<String> unlocked = new TreeSet<>();

    public synchronized void note(Taken taken) {
        packages.add(taken);
    }

    synchronized void note(String image, String platform, Digest digest) {
        images.computeIfAbsent(platform, any -> new TreeMap<>()).put(image, digest);
    }

    synchronized void note(LockedPlatform.Jdk jdk, String platform) {
        jdks.put(platform, jdk);
    }

    synchronized void noteUnlocked(Problem problem) {
        unlocked.add(problem.id() + ": " + problem.found());
    }

    /** What there is to tell of it in a report. */
    public synchronized SortedMap<String, String> facts() {
        SortedMap<String, String> facts = new TreeMap<>();
        packages.forEach(taken -> facts.putAll(taken.facts()));
        if (!unlocked.isEmpty()) {
            facts.put(UNLOCKED, String.join("\n", unlocked));
        }
        return facts;
    }

    /**
     * All that was taken for a platform, as a lock.
     *
     * @param time of what has none of its own
     */
    public synchronized Lock toLock(String platform, Instant time) throws IOException, BuildException {
        Map<String, LockedSuite> suites = new LinkedHashMap<>();
        for (Taken taken : packages) {
            LockedSuite suite = taken.toLock();
            suites.merge(suite.title(), suite, LockedSuite::plus);
        }
        Instant oldest = Stream.concat(Stream.of(time), suites.values().stream().map(LockedSuite::snapshot))
                .min(Comparator.naturalOrder())
                .orElse(time);
        LockedPlatform beside = LockedPlatform.of(
                platform,
                oldest,
                Optional.ofNullable(jdks.get(platform)),
                images.getOrDefault(platform, new TreeMap<>()));
        return new Lock(List.of(beside), List.copyOf(suites.values()));
    }
}
