package dev.lapstrake.root.apt;

import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The lists of packages that this JVM has read, for as long as it has the memory. Whoever asks for one that is being read
 * waits for it.
 */
final class ReadIndexes {
    private static final Map<String, ReadIndexes> READ = new ConcurrentHashMap<>();

    private SoftReference<@Nullable PackageIndex> read = new SoftReference<>(null);

    private ReadIndexes() {}

    /** Reads lists. */
    interface Reading {
        PackageIndex read() throws IOException, BuildException;
    }

    /**
     * A copy of the lists, for the one who asks.
     *
     * @param name equal for equal lists in the same cache
     */
    static PackageIndex of(String name, Reading reading) throws IOException, BuildException {
        return READ.computeIfAbsent(name, any -> new ReadIndexes()).get(reading);
    }

    private synchronized PackageIndex get(Reading reading) throws IOException, BuildException {
        PackageIndex known = read.get();
        if (known == null) {
            known = reading.read();
            read = new SoftReference<>(known);
        }
        return known.copy();
    }
}
