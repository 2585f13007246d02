package dev.lapstrake.root.apt;

import dev.lapstrake.lock.LockedPackage;
import dev.lapstrake.lock.LockedSuite;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.parallel.SideBySide;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.root.deb.Deb;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * What a lock has of a suite. No index is fetched and no signature checked: the lock says what each package hashes to, and
 * what a package needs stands in itself.
 */
final class LockedArchive implements Archive {
    private static final Set<String> LACKING = Set.of("package-unknown", "package-unsatisfiable", "jdk-not-in-suite");

    private final ArchiveRequest request;
    private final LockedSuite locked;
    private final BuildLog log;
    private final Downloads downloads;

    LockedArchive(ArchiveRequest request, LockedSuite locked, BuildLog log) {
        this.request = request;
        this.locked = locked;
        this.log = log;
        this.downloads = new Downloads(request, Downloads.Source.LOCK, log);
    }

    @Override
    public Digest state() {
        return locked.digest();
    }

    @Override
    public PackageIndex index() throws IOException, BuildException {
        PackageIndex index = new PackageIndex();
        for (Listed listed : SideBySide.map(packages(), this::listed)) {
            index.pin(listed.archive(), listed.fields());
        }
        return index;
    }

    private record Listed(String archive, Map<String, String> fields) {}

    /** The package as an archive's index would list it. */
    private Listed listed(LockedPackage wanted) throws IOException, BuildException {
        Map<String, String> fields = new HashMap<>(Paragraphs.first(Deb.controlOf(fetch(wanted))));
        checkIs(wanted, fields);
        fields.put("filename", wanted.file().path());
        fields.put("size", Long.toString(wanted.file().size()));
        fields.put("sha256", wanted.file().digest().hex());
        return new Listed(wanted.file().archive(), fields);
    }

    private static void checkIs(LockedPackage wanted, Map<String, String> fields) throws BuildException {
        String said = String.join(" ", wanted.name(), wanted.version(), wanted.architecture());
        String is = String.join(
                " ",
                fields.getOrDefault("package", ""),
                fields.getOrDefault("version", ""),
                fields.getOrDefault("architecture", ""));
        if (!said.equals(is)) {
            throw new Problem(
                            "lock-package-other",
                            "lapstrake.lock says '" + said + "' of a file that is another package.",
                            is,
                            "find out who changed lapstrake.lock, and take the file as it was before")
                    .exception();
        }
    }

    @Override
    public Path fetch(DebianPackage wanted) throws IOException, BuildException {
        return fetch(find(wanted));
    }

    Collection<LockedPackage> packages() {
        return locked.packages().values();
    }

    boolean has(DebianPackage wanted) {
        LockedPackage found = locked.packages().get(wanted.name());
        return found != null && found.file().digest().equals(wanted.digest());
    }

    LockedPackage find(DebianPackage wanted) {
        if (!has(wanted)) {
            throw new IllegalArgumentException("not of this lock: " + wanted.line());
        }
        return Objects.requireNonNull(locked.packages().get(wanted.name()));
    }

    private Path fetch(LockedPackage wanted) throws IOException, BuildException {
        LockedPackage.File file = wanted.file();
        List<URI> places = new ArrayList<>();
        places.add(place(request.mirror(), file));
        Mirror.snapshots(request.mirror(), wanted.snapshot()).forEach(mirror -> places.add(place(mirror, file)));
        log.detail("Taking " + wanted.name() + " " + wanted.version() + ", as lapstrake.lock has it");
        return downloads.file(places, file.digest(), file.size());
    }

    private static URI place(Mirror mirror, LockedPackage.File file) {
        return URI.create(mirror.base(file.archive()) + "/" + file.path());
    }

    @Override
    public BuildException explain(BuildException failure) {
        Problem problem = failure.problem();
        return LACKING.contains(problem.id())
                ? request.lock().lacks("a package", String.valueOf(problem.found()))
                : failure;
    }

    @Override
    public void checkMayLack(String soname) throws IOException, BuildException {
        for (LockedPackage there : locked.packages().values()) {
            if (Deb.holds(fetch(there), soname)) {
                return;
            }
        }
        throw request.lock().lacks("the package of a library", soname);
    }

    @Override
    public void checkMayLackPackage(String name) throws BuildException {
        throw request.lock().lacks("a package", name);
    }

    @Override
    public Instant time() {
        return locked.snapshot();
    }

    @Override
    public SortedSet<String> signers() {
        return locked.signers();
    }

    @Override
    public SortedMap<String, String> facts() {
        return new TreeMap<>(Map.of("snapshot", locked.snapshot().toString()));
    }
}
