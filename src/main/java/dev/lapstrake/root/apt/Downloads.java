package dev.lapstrake.root.apt;

import dev.lapstrake.disk.LastUse;
import dev.lapstrake.disk.Scratch;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Files by their SHA-256, fetched once. Each is checked whenever it is asked for, so neither a peer nor a failing disk
 * can slip in another.
 *
 * @param folder where they are kept
 * @param offline true if nothing may be fetched
 * @param named by what, for errors
 */
record Downloads(Path folder, boolean offline, String named) {
    static final String SIGNED_INDEX = "its signed index";
    static final String LOCK = "lapstrake.lock";

    Downloads(ArchiveRequest request, String named) {
        this(request.cache().resolve("sha256"), request.offline(), named);
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
        Remote last = new Remote(places.get(places.size() - 1));
        if (offline) {
            throw last.offline().exception();
        }
        try (Scratch scratch = Scratch.in(folder)) {
            Path part = scratch.path().resolve("part");
            for (URI place : places) {
                if (fetch(place, places, part, size)) {
                    check(place, part, digest, size);
                    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
                    return;
                }
            }
        }
        throw gone(places);
    }

    /** Of a peer that can't be reached, the next may have the file; the last has no next. */
    private static boolean fetch(URI place, List<URI> places, Path part, long size) throws IOException, BuildException {
        try {
            return new Remote(place).fetch(part, size);
        } catch (BuildException e) {
            URI last = places.get(places.size() - 1);
            if (place.equals(last)
                    || String.valueOf(place.getAuthority()).equals(String.valueOf(last.getAuthority()))) {
                throw e;
            }
            return false;
        }
    }

    private BuildException gone(List<URI> places) {
        if (!named.equals(LOCK)) {
            return new Remote(places.get(places.size() - 1))
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
                            "A file of a Debian archive is not the one that " + named + " names.",
                            place.toString(),
                            "run again in a while, since the mirror may be amid an update; or use another <mirror>")
                    .exception();
        }
    }
}
