package dev.lapstrake.runtime;

import dev.lapstrake.disk.Host;
import dev.lapstrake.disk.LastUse;
import dev.lapstrake.disk.Mutex;
import dev.lapstrake.disk.Scratch;
import dev.lapstrake.net.Outside;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.root.apt.Remote;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.FolderWriter;
import dev.lapstrake.tree.MalformedTreeException;
import dev.lapstrake.tree.TarReader;
import dev.lapstrake.tree.Tree;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A JDK as vendors give it out, packed. It is unpacked once, and only if it has the digest that the user knows it by.
 *
 * @param place its file on this machine, or its address of http or https
 * @param sha256 of the packed file
 */
public record JdkArchive(URI place, Digest sha256) {
    private static final long LARGEST = 2L << 30;
    private static final int DEEPEST_HOME = 4;
    private static final int GZIP = 0x1f8b;

    /**
     * The home of the JDK.
     *
     * @param folder where unpacked JDKs are kept, each by the digest of its archive
     * @param outside whether a network may be asked, and which way
     */
    public Path home(Path folder, Outside outside) throws IOException, BuildException {
        if (unpacked(folder).isEmpty()) {
            Files.createDirectories(folder);
            try (Mutex lock = Mutex.lock(folder.resolve("lock"))) {
                lock.check();
                if (unpacked(folder).isEmpty()) {
                    Scratch.delete(target(folder)); // what may be left of one
                    unpack(folder, target(folder), outside);
                }
            }
        }
        LastUse.note(target(folder));
        return unpacked(folder).orElseThrow(() -> malformed("it holds no JDK"));
    }

    private Path target(Path folder) {
        return folder.resolve(sha256.hex());
    }

    /** The home of the JDK, if it was unpacked before. One for macOS lies deeper than others do. */
    public Optional<Path> unpacked(Path folder) throws IOException {
        if (!Files.isDirectory(target(folder))) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.find(
                target(folder),
                DEEPEST_HOME,
                (file, attributes) -> file.endsWith("release") && attributes.isRegularFile())) {
            return files.map(Path::getParent).min((one, other) -> one.getNameCount() - other.getNameCount());
        }
    }

    private void unpack(Path folder, Path target, Outside outside) throws IOException, BuildException {
        try (Scratch scratch = Scratch.in(folder)) {
            Path packed = isFile() ? Path.of(place) : fetch(scratch.path().resolve("archive"), outside);
            check(packed);
            Path tar = scratch.path().resolve("tar");
            Path whole = Files.createDirectory(scratch.path().resolve("whole"));
            try (InputStream in = open(packed)) {
                Files.copy(in, tar);
            }
            FolderWriter.write(Host.isOfWindows(whole) ? withoutLinks(read(tar)) : read(tar), whole);
            Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (MalformedTreeException | ZipException | EOFException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    /** Windows may let nobody make links; a JDK for Linux has some between licences, and only its modules count there. */
    private static Tree withoutLinks(Tree jdk) {
        return jdk.filter((path, entry) -> !(entry instanceof Entry.Link));
    }

    private Tree read(Path tar) throws BuildException {
        try {
            return TarReader.read(tar);
        } catch (IOException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    private boolean isFile() {
        return "file".equals(place.getScheme());
    }

    private Path fetch(Path target, Outside outside) throws IOException, BuildException {
        if (outside.offline()) {
            throw absent("Maven is offline").exception();
        }
        if (new Remote(place, outside.proxies()).fetch(target, LARGEST, this::absent)) {
            return target;
        }
        throw absent("there is no such file").exception();
    }

    private void check(Path packed) throws IOException, BuildException {
        if (!Files.isRegularFile(packed)) {
            throw absent("there is no such file").exception();
        }
        Digest actual = Digest.of(packed);
        if (!actual.equals(sha256)) {
            throw new Problem(
                            "jdk-archive-wrong-digest",
                            "The archive in <jdk> is not the one that its <sha256> names: it has " + actual.hex() + ".",
                            shown(place.toString()) + ", " + sha256.hex(),
                            "compare with what the JDK's vendor says; whoever changed the archive may have changed the"
                                    + " JDK")
                    .exception();
        }
    }

    private static InputStream open(Path packed) throws IOException {
        try (InputStream in = Files.newInputStream(packed)) {
            boolean gzip = (in.read() << 8 | in.read()) == GZIP;
            InputStream whole = Files.newInputStream(packed);
            return gzip ? new GZIPInputStream(whole) : whole;
        }
    }

    private Problem absent(String why) {
        return new Problem(
                "jdk-archive-absent",
                "The archive in <jdk> can't be had: " + why + ".",
                shown(place.toString()),
                "name a file or an address that has it, or put the JDK in a folder, and name that");
    }

    /** An address for everybody to see: what is left out of it may be a secret. */
    public static String shown(String address) {
        return address.matches("https?://.*")
                ? address.replaceFirst("//[^/?#]*@", "//").replaceFirst("\\?.*", "?…")
                : address;
    }

    private BuildException malformed(String why) {
        return new Problem(
                        "jdk-archive-malformed",
                        "The archive in <jdk> can't be unpacked to a JDK: " + why + ".",
                        shown(place.toString()),
                        "name the archive of a JDK for Linux, a tar or tar.gz")
                .exception();
    }
}
