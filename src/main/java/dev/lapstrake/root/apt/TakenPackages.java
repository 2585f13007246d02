package dev.lapstrake.root.apt;

import dev.lapstrake.lock.LockedPackage;
import dev.lapstrake.lock.LockedSuite;
import dev.lapstrake.lock.Taken;
import dev.lapstrake.parallel.SideBySide;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.deb.Deb;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Packages that were chosen.
 *
 * @param archive that they are out of
 */
public record TakenPackages(
        ArchiveRequest request, Archive archive, SortedMap<String, String> facts, List<DebianPackage> packages)
        implements Taken {
    private static final Pattern SOURCE = Pattern.compile("(\\S+)(?:\\s+\\((\\S+)\\))?");

    public TakenPackages {
        packages = List.copyOf(packages);
    }

    public static TakenPackages of(ArchiveRequest request, Archive archive, List<DebianPackage> packages)
            throws BuildException {
        return new TakenPackages(request, archive, archive.facts(), packages);
    }

    @Override
    public LockedSuite toLock() throws IOException, BuildException {
        Instant newest = archive instanceof PinnedArchive pinned ? pinned.now().time() : archive.time();
        List<LockedPackage> locked = SideBySide.map(packages, origin -> locked(origin, newest));
        return LockedSuite.of(
                request.architecture().platform(),
                request.suite().codename(),
                archive.time(),
                archive.signers(),
                locked);
    }

    private LockedPackage locked(DebianPackage origin, Instant newest) throws IOException, BuildException {
        if (archive instanceof PinnedArchive pinned && pinned.kept().has(origin)) {
            return pinned.kept().find(origin);
        }
        return new LockedPackage(
                origin.name(),
                origin.version().text(),
                origin.architecture(),
                source(origin),
                new LockedPackage.File(origin.archive(), origin.path(), origin.size(), origin.digest()),
                newest);
    }

    /** What a package is built from stands in it only where that is named, or numbered, otherwise. */
    private LockedPackage.Source source(DebianPackage origin) throws IOException, BuildException {
        String field = Paragraphs.first(Deb.controlOf(archive.fetch(origin))).getOrDefault("source", origin.name());
        Matcher matcher = SOURCE.matcher(field);
        if (!matcher.matches()) {
            return new LockedPackage.Source(origin.name(), origin.version().text());
        }
        String version = matcher.group(2) == null ? origin.version().text() : matcher.group(2);
        return new LockedPackage.Source(matcher.group(1), version);
    }
}
