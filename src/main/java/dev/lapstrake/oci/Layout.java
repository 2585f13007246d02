package dev.lapstrake.oci;

import dev.lapstrake.disk.AtomicFile;
import dev.lapstrake.disk.LastUse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
    private final LayoutIndex index;

    private Layout(Path folder, LayoutIndex index) {
        this.folder = folder;
        this.index = index;
    }

    /** Opens a layout, making an empty one where there is none. */
    public static Layout at(Path folder) throws IOException {
        return open(folder, new LayoutIndex(folder, false));
    }

    /**
     * Opens a layout of what can be made again. An index that can't be read, which is an error elsewhere, counts as empty:
     * then nothing has a name, and so nothing is found.
     */
    public static Layout ofCache(Path folder) throws IOException {
        return open(folder, new LayoutIndex(folder, true));
    }

    private static Layout open(Path folder, LayoutIndex index) throws IOException {
        Layout layout = new Layout(folder, index);
        Files.createDirectories(layout.blobFolder());
        Path version = folder.resolve("oci-layout");
        if (!Files.exists(version)) {
            AtomicFile.write(version, VERSION);
        }
        return layout;
    }

    public Path folder() {
        return folder;
    }

    private Path blobFolder() {
        return folder.resolve("blobs").resolve("sha256");
    }

    /** Where a blob is, or would be. */
    public Path blob(Digest digest) {
        return blobFolder().resolve(digest.hex());
    }

    /** All blobs, with their sizes. */
    public Map<Digest, Long> blobs() throws IOException {
        Map<Digest, Long> sizes = new HashMap<>();
        try (Stream<Path> files = Files.list(blobFolder())) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (name.length() == Digest.LENGTH && Files.isRegularFile(file)) {
                    sizes.put(new Digest(name), file.toFile().length()); // 0 for one that goes meanwhile
                }
            }
        }
        return sizes;
    }

    /** True if a blob of that digest is there; what it holds is checked when it is read. */
    public boolean has(Digest digest) {
        return Files.isRegularFile(blob(digest));
    }

    /** True if a blob is there with the size that the descriptor says. */
    public boolean has(Descriptor descriptor) throws IOException {
        return has(descriptor.digest()) && Files.size(blob(descriptor.digest())) == descriptor.size();
    }

    /**
     * The manifest of a name, if it and all the blobs that it names are there, with the sizes that are said of them. What
     * the blobs hold is checked when they are read; a manifest that is damaged is dropped.
     */
    public Optional<Descriptor> findWhole(String name) throws IOException {
        return findWhole(name, Set.of());
    }

    /**
     * The same, where some blobs may be missing.
     *
     * @param elsewhere those
     */
    public Optional<Descriptor> findWhole(String name, Set<Digest> elsewhere) throws IOException {
        Optional<Descriptor> found = find(name);
        if (found.isEmpty() || !has(found.get())) {
            return Optional.empty();
        }
        try {
            for (Descriptor blob : manifest(found.get()).blobs()) {
                if (!has(blob) && !elsewhere.contains(blob.digest())) {
                    return Optional.empty();
                }
            }
        } catch (DamagedBlobException e) {
            delete(e.digest());
            return Optional.empty();
        }
        LastUse.note(blob(found.get().digest()));
        return found;
    }

    /**
     * The content of a small blob, such as a manifest or a configuration.
     *
     * @throws DamagedBlobException if it is not what its digest says, or gone
     */
    public byte[] read(Digest digest) throws IOException {
        try (InputStream in = open(digest)) {
            byte[] bytes = in.readAllBytes();
            if (!Digest.of(bytes).equals(digest)) {
                throw new DamagedBlobException(digest, blob(digest));
            }
            return bytes;
        }
    }

    /**
     * The bytes of a blob, as they are on disk.
     *
     * @throws DamagedBlobException if there are none
     */
    public InputStream open(Digest digest) throws IOException {
        try {
            return Files.newInputStream(blob(digest));
        } catch (NoSuchFileException e) {
            throw new DamagedBlobException(digest, blob(digest));
        }
    }

    /** True if a blob is there and is what its digest says, for which all of it is read; if it is damaged, it is dropped. */
    public boolean hasIntact(Descriptor descriptor) throws IOException {
        if (!has(descriptor.digest())) {
            return false;
        }
        if (isIntact(descriptor.digest())) {
            LastUse.note(blob(descriptor.digest()));
            return has(descriptor);
        }
        delete(descriptor.digest());
        return false;
    }

    private boolean isIntact(Digest digest) throws IOException {
        try (InputStream in = open(digest)) {
            return Digest.of(in).equals(digest);
        } catch (DamagedBlobException e) {
            return false; // there is none
        }
    }

    public Manifest manifest(Descriptor descriptor) throws IOException {
        return ReadManifests.of(descriptor.digest(), read(descriptor.digest()));
    }

    /** Adds a blob that is in memory. If it is there already and damaged, it is mended. */
    public Descriptor add(String mediaType, byte[] bytes) throws IOException {
        Descriptor descriptor = Descriptor.of(mediaType, bytes);
        if (isIntact(descriptor.digest())) {
            LastUse.note(blob(descriptor.digest()));
        } else {
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

    /**
     * Copies a blob from another layout, checking its digest on the way.
     *
     * @throws DamagedBlobException if it is not what its digest says there, or gone
     */
    public void copy(Descriptor descriptor, Layout source) throws IOException {
        if (!has(descriptor)) {
            try (InputStream in = source.open(descriptor.digest())) {
                add(descriptor.digest(), in);
            } catch (WrongDigestException e) {
                throw new DamagedBlobException(descriptor.digest(), source.blob(descriptor.digest()));
            }
        }
    }

    /**
     * Gives this layout a blob that another has, intact; where the file system lets one file have two names, it is the same
     * file.
     *
     * @throws DamagedBlobException if it is gone there
     */
    public void link(Descriptor descriptor, Layout source) throws IOException {
        Path file = source.blob(descriptor.digest());
        try {
            AtomicFile.write(blob(descriptor.digest()), temporary -> link(file, temporary));
        } catch (NoSuchFileException e) {
            throw new DamagedBlobException(descriptor.digest(), file);
        }
    }

    private static void link(Path file, Path other) throws IOException {
        try {
            Files.createLink(other, file);
        } catch (FileSystemException | UnsupportedOperationException e) {
            Files.copy(file, other);
        }
    }

    /** Drops a blob; what names it counts as incomplete from then on. */
    public void delete(Digest digest) throws IOException {
        Files.deleteIfExists(blob(digest));
    }

    /** Deletes every blob but these. */
    public void deleteAllBut(Set<Digest> kept) throws IOException {
        Set<Path> files = new HashSet<>();
        for (Digest digest : kept) {
            files.add(blob(digest));
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(blobFolder())) {
            for (Path file : all) {
                if (!files.contains(file)) {
                    Files.delete(file);
                }
            }
        }
    }

    /** The manifests that have an entry in the index. */
    public List<Descriptor> index() throws IOException {
        return index.entries();
    }

    /** The manifest of a name. */
    public Optional<Descriptor> find(String name) throws IOException {
        for (Descriptor entry : index()) {
            if (isNamed(entry, name)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /** Gives a manifest a name; one that had it before loses it. */
    public void tag(String name, Descriptor manifest) throws IOException {
        LastUse.note(blob(manifest.digest()));
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
        return entry.refName().equals(Optional.of(name));
    }

    /** Makes these the only entries of the index; true if it was another before. */
    public boolean replaceIndex(List<Descriptor> manifests) throws IOException {
        return index.replace(manifests);
    }

    /** Makes the entries of the index into others, while nobody else changes them. */
    public void changeIndex(UnaryOperator<List<Descriptor>> change) throws IOException {
        index.change(change);
    }
}
