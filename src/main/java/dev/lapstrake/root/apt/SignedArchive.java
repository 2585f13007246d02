package dev.lapstrake.root.apt;

import dev.lapstrake.lock.LockedSuite;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.Span;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.parallel.SideBySide;
import dev.lapstrake.problem.BuildException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.XZInputStream;

/** What the archives of a suite have now, their signatures checked. */
final class SignedArchive implements Archive {
    private static final int XZ_MEMORY_KIB = 100 << 10;

    private final ArchiveRequest request;
    private final BuildLog log;
    private final SortedMap<String, Release> releases;
    private final Optional<Successor> follows;
    private final Downloads downloads;

    private SignedArchive(
            ArchiveRequest request, BuildLog log, SortedMap<String, Release> releases, Optional<Successor> follows) {
        this.request = request;
        this.log = log;
        this.releases = releases;
        this.follows = follows;
        this.downloads = new Downloads(request, Downloads.Source.SIGNED_INDEX, log);
    }

    /** Reads what the archives say now; from the cache where that is fresh enough, or where there is no network. */
    static SignedArchive open(ArchiveRequest request, BuildLog log) throws IOException, BuildException {
        Releases source = new Releases(request, log);
        List<String> names = request.suite().archives();
        List<Release> found = SideBySide.map(names, source::find);
        SortedMap<String, Release> releases = new TreeMap<>();
        for (Release release : found) {
            releases.put(release.source().archive(), release);
        }
        return new SignedArchive(request, log, releases, Optional.empty());
    }

    /** That of the lists alone: what else an archive says is renewed several times a day, and otherwise by each mirror. */
    @Override
    public Digest state() throws BuildException {
        StringBuilder state = new StringBuilder(request.architecture().debianName());
        for (Map.Entry<String, Release> release : releases.entrySet()) {
            state.append('\n').append(release.getKey());
            Optional<Release.IndexFile> list = release.getValue().packages(request.architecture());
            list.ifPresent(file -> state.append(' ').append(file.digest()));
        }
        follows.ifPresent(lock -> state.append('\n').append(lock.locked().digest()));
        return Digest.of(state.toString());
    }

    @Override
    public PackageIndex index() throws IOException, BuildException {
        return ReadIndexes.of(request.cache() + " " + state(), this::read);
    }

    private PackageIndex read() throws IOException, BuildException {
        PackageIndex index = new PackageIndex();
        for (Map.Entry<String, Release> release : releases.entrySet()) {
            Optional<Release.IndexFile> file = release.getValue().packages(request.architecture());
            if (file.isPresent()) {
                read(release.getKey(), file.get(), index);
            } else if (release.getKey().equals(request.suite().codename())) {
                throw Architecture.unsupported(request.architecture().debianName());
            }
        }
        if (follows.isPresent()) {
            follows.get().checkVersions(index);
        }
        return index;
    }

    private void read(String archive, Release.IndexFile file, PackageIndex index) throws IOException, BuildException {
        log.detail("Reading " + file.places().get(0));
        Path cached = downloads.file(file.places(), file.digest(), file.size());
        String name = file.plain().getPath();
        try (Span span = log.span("archive", "read the list of " + archive);
                InputStream in = decompressed(name, new BufferedInputStream(Files.newInputStream(cached)))) {
            index.add(archive, in);
            span.with("bytes", file.size());
        }
    }

    private static InputStream decompressed(String name, InputStream in) throws IOException {
        if (name.endsWith(".gz")) {
            return new GZIPInputStream(in, 1 << 16);
        }
        return name.endsWith(".xz") ? new XZInputStream(in, XZ_MEMORY_KIB, true, BasicArrayCache.getInstance()) : in;
    }

    @Override
    public Path fetch(DebianPackage wanted) throws IOException, BuildException {
        Release release = releases.get(wanted.archive());
        if (release == null) {
            throw new IllegalArgumentException("not of this suite: " + wanted.line());
        }
        return downloads.file(List.of(release.pool(wanted.path())), wanted.digest(), wanted.size());
    }

    /** The time at which the archives came to be as they are: that of the newest of them. */
    @Override
    public Instant time() throws BuildException {
        Instant newest = Instant.EPOCH;
        for (Release release : releases.values()) {
            Instant date = release.date().orElse(Instant.EPOCH);
            newest = date.isAfter(newest) ? date : newest;
        }
        return newest;
    }

    /** The same archives, once it is seen that they are no older than what a lock was made of. */
    SignedArchive following(LockedSuite locked) throws BuildException {
        Successor follows = new Successor(request, locked);
        follows.checkTime(time());
        return new SignedArchive(request, log, releases, Optional.of(follows));
    }

    @Override
    public SortedSet<String> signers() throws BuildException {
        SortedSet<String> signers = new TreeSet<>();
        for (Release release : releases.values()) {
            InRelease source = release.source();
            Instant then =
                    request.offline() ? source.fetched() : request.clock().instant();
            signers.addAll(source.signers(request.keyring(), then));
        }
        return signers;
    }

    @Override
    public SortedMap<String, String> facts() throws BuildException {
        List<String> lines = new ArrayList<>();
        for (Release release : releases.values()) {
            String date = release.date().map(time -> " of " + time).orElse("");
            lines.add(
                    release.source().archive() + date + ", " + release.source().digest());
        }
        return new TreeMap<>(Map.of("archives", String.join("\n", lines)));
    }
}
