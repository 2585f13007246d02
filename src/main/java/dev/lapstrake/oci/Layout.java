package dev.lapstrake.oci;

import com.google.gson.JsonObject;
import dev.lapstrake.disk.AtomicFile;
import dev.lapstrake.disk.Mutex;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * An OCI image layout on disk (image-spec, image-layout.md): blobs by digest, and an index of those that have names.
 *
 * <p>Safe for any number of writers, in this JVM and in others: a blob appears whole or not at all, and the index is
 * changed under a lock and then replaced. A process that is killed leaves no more than a temporary file.
 */
public final class Layout {
    private static final byte[] VERSION = "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8);

    private final Path folder;

    private Layout(Path folder) {
        this.folder = folder;
    }

    /** Opens a layout, making an empty one where there is none. */
    public static Layout at(Path folder) throws IOException {
        Layout layout = new Layout(folder);
        Files.createDirectories(layout.blobs());
        Path version = folder.resolve("oci-layout");
        if (!Files.exists(version)) {
            AtomicFile.write(version, VERSION);
        }
        return layout;
    }

    public Path folder() {
        return folder;
    }

    private Path blobs() {
        return folder.resolve("blobs").resolve("sha256");
    }

    /** Where a blob is, or would be. */
    public Path blob(Digest digest) {
        return blobs().resolve(digest.hex());
    }

    /** True if a blob of that digest is there; what it holds is checked when it is read. */
    public boolean has(Digest digest) {
        return Files.isRegularFile(blob(digest));
    }

    /** True if a blob is there with the size that the descriptor says. */
    public boolean has(Descriptor descriptor) throws IOException {
        return has(descriptor.digest()) && Files.size(blob(descriptor.digest())) == descriptor.size();
    }

    /** True if a manifest and all the blobs that it names are there, with the sizes that are said of them. */
    public boolean hasWhole(Descriptor manifest) throws IOException {
        if (!has(manifest)) {
            return false;
        }
        for (Descriptor blob : manifest(manifest).blobs().toList()) {
            if (!has(blob)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The content of a small blob, such as a manifest or a configuration.
     *
     * @throws IOException if it is not there, or is damaged
     */
    public byte[] read(Digest digest) throws IOException {
        byte[] bytes = Files.readAllBytes(blob(digest));
        if (!Digest.of(bytes).equals(digest)) {
            throw new IOException("blob " + digest + " is damaged in " + folder);
        }
        return bytes;
    }

    public Manifest manifest(Descriptor descriptor) throws IOException {
        return Manifest.parse(read(descriptor.digest()));
    }

    /** Adds a blob that is in memory. */
    public Descriptor add(String mediaType, byte[] bytes) throws IOException {
        Descriptor descriptor = Descriptor.of(mediaType, bytes);
        if (!has(descriptor)) {
            AtomicFile.write(blob(descriptor.digest()), bytes);
        }
        return descriptor;
    }

    /**
     * Adds a blob from a stream, which is read to its end.
     *
     * @throws WrongDigestException if the content does not have that digest; then nothing is added
     */
    public void add(Digest digest, InputStream content) throws IOException {
        try (BlobWriter writer = newBlob()) {
            content.transferTo(writer);
            writer.commit(digest);
        }
    }

    /** A blob to be written, whose digest is known only at its end. */
    public BlobWriter newBlob() throws IOException {
        return new BlobWriter(this);
    }

    /** Copies a blob from another layout, checking its digest on the way. */
    public void copy(Descriptor descriptor, Layout source) throws IOException {
        if (!has(descriptor)) {
            try (InputStream in = Files.newInputStream(source.blob(descriptor.digest()))) {
                add(descriptor.digest(), in);
            }
        }
    }

    /** Deletes every blob but these. */
    public void deleteAllBut(Set<Digest> kept) throws IOException {
        try (Stream<Path> files = Files.list(blobs())) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (kept.stream().map(this::blob).noneMatch(file::equals)) {
                    Files.delete(file);
                }
            }
        }
    }

    /** The manifests that have an entry in the index. */
    public List<Descriptor> index() throws IOException {
        Path file = folder.resolve("index.json");
        return Files.exists(file) ? Index.parse(Files.readAllBytes(file)).manifests() : List.of();
    }

    /** The manifest of a name. */
    public Optional<Descriptor> find(String name) throws IOException {
        return index().stream().filter(entry -> isNamed(entry, name)).findFirst();
    }

    /** Gives a manifest a name; one that had it before loses it. */
    public void tag(String name, Descriptor manifest) throws IOException {
        changeIndex(manifests -> {
            List<Descriptor> changed = new ArrayList<>(manifests);
            changed.removeIf(other -> isNamed(other, name));
            changed.add(manifest.annotated(Map.of(Descriptor.REF_NAME, name)));
            return changed;
        });
    }

    /** Takes a name from whatever has it; its blobs stay. */
    public void untag(String name) throws IOException {
        changeIndex(manifests ->
                manifests.stream().filter(entry -> !isNamed(entry, name)).toList());
    }

    private static boolean isNamed(Descriptor entry, String name) {
        return entry.refName().filter(name::equals).isPresent();
    }

    /** Makes these the only entries of the index. */
    public void replaceIndex(List<Descriptor> manifests) throws IOException {
        changeIndex(old -> manifests);
    }

    /** Makes the entries of the index into others, while nobody else changes them. */
    public void changeIndex(UnaryOperator<List<Descriptor>> change) throws IOException {
        try (Mutex lock = Mutex.lock(folder.resolve(".lock"))) {
            writeIndex(change.apply(index()));
            lock.check();
        }
    }

    private void writeIndex(List<Descriptor> manifests) throws IOException {
        JsonObject index = Json.object(Index.of(manifests).bytes());
        AtomicFile.write(folder.resolve("index.json"), Json.readable(index));
    }
}
