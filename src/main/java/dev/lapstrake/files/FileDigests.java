package dev.lapstrake.files;

import dev.lapstrake.oci.Digest;
import dev.lapstrake.parallel.SideBySide;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.FileState;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Digests of single files, wherever they are: each is read only when it has changed since it was read before, as
 * {@link FolderFiles} does it. Safe for any number of threads.
 */
public final class FileDigests implements Closeable {
    private static final int MOST = 5000;

    private final Path kept;
    private final Clock clock;
    private final FileIndex index;
    private final AtomicInteger read = new AtomicInteger();

    private FileDigests(Path kept, Clock clock) throws IOException {
        this.kept = kept;
        this.clock = clock;
        this.index = FileIndex.read(kept);
    }

    /**
     * @param kept the file that they are kept in from build to build
     */
    public static FileDigests at(Path kept) throws IOException {
        return at(kept, Clock.systemUTC());
    }

    static FileDigests at(Path kept, Clock clock) throws IOException {
        return new FileDigests(kept, clock);
    }

    public Digest of(Path file) throws IOException {
        String name = file.toAbsolutePath().toString();
        FileState state = FileState.of(file);
        Optional<Digest> known = find(name, state);
        return known.isPresent() ? known.get() : read(file, name, state);
    }

    /** Those of files, in their order; such as have to be read are read side by side. */
    public List<Digest> ofEach(List<Path> files) throws IOException, BuildException {
        List<Optional<Digest>> known = new ArrayList<>();
        List<Path> unknown = new ArrayList<>();
        for (Path file : files) {
            Optional<Digest> digest = find(file.toAbsolutePath().toString(), FileState.of(file));
            known.add(digest);
            if (digest.isEmpty()) {
                unknown.add(file);
            }
        }
        Iterator<Digest> read = SideBySide.map(unknown, this::of).iterator();
        return known.stream().map(digest -> digest.orElseGet(read::next)).toList();
    }

    /** One for several files, in their order: of their names, and of their contents. */
    public Digest ofAll(Collection<Path> files) throws IOException {
        StringBuilder listing = new StringBuilder();
        for (Path file : files) {
            listing.append(of(file)).append(' ').append(file.getFileName()).append('\n');
        }
        return Digest.of(listing.toString());
    }

    /**
     * True if a file has a digest. It is one that is written under another name, and never changed: so it counts as read
     * however young it is, and whatever other names it gets and loses.
     */
    public boolean has(Path file, Digest digest) throws IOException {
        String name = file.toAbsolutePath().toString();
        FileState state = FileState.of(file).withoutNames();
        Optional<Digest> known = find(name, state);
        if (known.isEmpty()) {
            known = Optional.of(Digest.of(file));
            read.incrementAndGet();
            add(name, state, known.get());
        }
        return known.get().equals(digest);
    }

    private Digest read(Path file, String name, FileState state) throws IOException {
        long start = FolderFiles.surely(clock);
        Digest digest = Digest.of(file);
        read.incrementAndGet();
        if (state.isOlderThan(start)) {
            add(name, state, digest);
        }
        return digest;
    }

    private synchronized Optional<Digest> find(String name, FileState state) {
        return index.find(name, state);
    }

    private synchronized void add(String name, FileState state, Digest digest) {
        index.add(name, state, digest);
    }

    /** The content of a file, with its digest. */
    public Content content(Path file) throws IOException {
        return Content.of(file).withSha256(of(file).hex());
    }

    /** How many files were read so far. */
    public int read() {
        return read.get();
    }

    /** Writes down what is known now, of files that this build had no need of as well: the next one may. */
    @Override
    public synchronized void close() throws IOException {
        index.write(kept, MOST);
    }
}
