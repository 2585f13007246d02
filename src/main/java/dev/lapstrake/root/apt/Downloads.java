package dev.lapstrake.root.apt;

import dev.lapstrake.disk.AtomicFile;
import dev.lapstrake.disk.LastUse;
import dev.lapstrake.disk.Scratch;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.net.Outside;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files by their SHA-256, fetched once. Each is checked whenever it is asked for, so neither a peer nor a failing disk
 * can slip in another.
 *
 * @param folder where they are kept
 * @param outside whether anything may be fetched, and which way
 * @param named by what, for errors
 */
record Downloads(Path folder, Outside outside, Source named, BuildLog log) {
    /** What says what a file hashes to. */
    enum Source {
        SIGNED_INDEX(
                "its signed index",
                "run again in a while, since the mirror may be amid an update; or use another <mirror>"),
        LOCK(
                "lapstrake.lock",
                "use another <mirror>; if what the lock says was changed, take the file as it was committed");

        private final String words;
        private final String advice;

        Source(String words, String advice) {
            this.words = words;
            this.advice = advice;
        }
    }

    Downloads(ArchiveRequest request, Source named, BuildLog log) {
        this(request.cache().resolve("sha256"), request.outside(), named, log);
    }

    /** A file, from the cache or from the first place that has it. */
    Path file(List<URI> places, Digest digest, long size) throws IOException, BuildException {
        Path file = folder.resolve(digest.hex());
        if (!isRight(file, digest, size)) {
            fetch(places, digest, size, file);
        }
        LastUse.note(file);
        return file;
    }

    private static boolean isRight(Path file, Digest digest, long size) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == size
                && Digest.of(file).equals(digest);
    }

    private void fetch(List<URI> places, Digest digest, long size, Path file) throws IOException, BuildException {
        if (outside.offline()) {
            throw remote(places.get(places.size() - 1)).offline().exception();
        }
        try (Scratch scratch = Scratch.in(folder)) {
            Path part = scratch.path().resolve("part");
            check(fetch(places, part, size), part, digest, size);
            AtomicFile.move(part, file);
        }
    }

    /**
     * Fetches from the first place that has the file. A peer that failed once is not asked for another; that it failed is
     * what is told in the end, since it may have the file.
     */
    private URI fetch(List<URI> places, Path part, long size) throws IOException, BuildException {
        Map<String, BuildException> failures = new LinkedHashMap<>();
        for (URI place : places) {
            String peer = String.valueOf(place.getAuthority());
            try {
                if (!failures.containsKey(peer) && remote(place).fetch(part, size)) {
                    return place;
                }
            } catch (BuildException e) {
                failures.put(peer, e);
            }
        }
        Iterator<BuildException> all = failures.values().iterator();
        BuildException first = all.hasNext() ? all.next() : gone(places);
        all.forEachRemaining(first::addSuppressed);
        throw first;
    }

    private Remote remote(URI place) {
        return new Remote(place, outside.proxies(), log);
    }

    private BuildException gone(List<URI> places) {
        if (named != Source.LOCK) {
            return remote(places.get(places.size() - 1))
                    .unreachable("there is no such file")
                    .exception();
        }
        return new Problem(
                        "locked-file-gone",
                        "A package of lapstrake.lock is neither on the mirror nor in the snapshot archive.",
                        places.get(0).toString(),
                        "use another <mirror>, or raise the package with mvn package lapstrake:lock"
                                + " -Dlapstrake.lock.update=NAME")
                .exception();
    }

    private void check(URI place, Path part, Digest digest, long size) throws IOException, BuildException {
        if (!isRight(part, digest, size)) {
            throw new Problem(
                            "archive-hash-wrong",
                            "A file of a Debian archive is not the one that " + named.words + " names.",
                            place.toString(),
                            named.advice)
                    .exception();
        }
    }
}
