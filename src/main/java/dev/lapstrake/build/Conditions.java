package dev.lapstrake.build;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.cache.Fingerprint;
import dev.lapstrake.disk.PluginJar;
import dev.lapstrake.lock.LockFile;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.parallel.Ahead;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a build depends on beside the user's wishes: files, the plugin itself, JDKs, and what archives say. */
record Conditions(Workshop workshop, List<PlatformRequest> platforms) {
    /**
     * A key of conditions.
     *
     * @param own all but what the archives say
     * @param whole that too; empty while they have to be asked
     */
    record Key(CacheKey own, Optional<CacheKey> whole) {
        /** True if the key may be that of the same, at a moment when the archives had not been asked perhaps. */
        boolean follows(Key before) {
            return own.equals(before.own) && (before.whole.isEmpty() || before.whole.equals(whole));
        }
    }

    /**
     * A key that also covers what values say, and the conditions.
     *
     * @return empty if something of the values can't be told
     */
    Optional<Key> key(CacheKey key, List<?> values) throws IOException, BuildException {
        Optional<CacheKey> own = own(key, values);
        return own.isPresent() ? Optional.of(new Key(own.get(), whole(own.get()))) : Optional.empty();
    }

    private Optional<CacheKey> own(CacheKey key, List<?> values) throws IOException, BuildException {
        Set<Path> homes = homes();
        try (Ahead looking = Ahead.of(this::jdks).begin()) {
            Optional<Fingerprint.Told> told = Fingerprint.of(values);
            if (told.isEmpty()) {
                return Optional.empty();
            }
            Path project = workshop.workplace().project();
            Set<Path> files = new LinkedHashSet<>(told.get().paths());
            files.removeAll(homes);
            files.remove(project);
            files.add(LockFile.in(project).path());
            PluginJar.find().ifPresent(files::add); // its version says nothing of it while that is a SNAPSHOT
            CacheKey own =
                    key.with("values", told.get().text()).with("files", new Inputs(workshop.digests()).of(files));
            looking.await();
            return Optional.of(own.with("jdks", jdks()));
        }
    }

    /** The folders of JDKs, of which no file counts but what is linked. */
    private Set<Path> homes() {
        Set<Path> homes = new LinkedHashSet<>();
        for (PlatformRequest platform : platforms) {
            homes.addAll(homes(platform));
        }
        return homes;
    }

    private static Set<Path> homes(PlatformRequest platform) {
        return platform.application() instanceof ApplicationChoice.Java java
                ? java.runtime().homes()
                : Set.of();
    }

    /** What is linked of the JDKs, if anything is. */
    private List<String> jdks() throws IOException, BuildException {
        List<String> identities = new ArrayList<>();
        for (PlatformRequest platform : platforms) {
            if (platform.target().foundation() instanceof FoundationChoice.Distroless) {
                for (Path home : homes(platform)) {
                    identities.add(workshop.identity(home).hex());
                }
            }
        }
        return identities;
    }

    private Optional<CacheKey> whole(CacheKey own) throws IOException, BuildException {
        CacheKey whole = own;
        for (PlatformRequest platform : platforms) {
            Optional<Digest> archives = archives(platform);
            if (archives.isEmpty()) {
                return Optional.empty();
            }
            whole = whole.with("archives", archives.get().hex());
        }
        return Optional.of(whole);
    }

    /** What the archives say, empty if they have to be asked; and nothing where none of it is in the image. */
    private Optional<Digest> archives(PlatformRequest platform) throws IOException, BuildException {
        boolean isDebian = !(platform.target().foundation() instanceof FoundationChoice.Base base)
                || !base.packages().isEmpty()
                || platform.debug() != DebugChoice.NONE;
        if (!isDebian) {
            return Optional.of(Digest.of(""));
        }
        return platform.target().debian().archive(platform.platform(), workshop).standing();
    }
}
