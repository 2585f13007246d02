package dev.lapstrake.root;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.cache.KeptText;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.root.apt.Archive;
import dev.lapstrake.root.apt.ArchiveRequest;
import dev.lapstrake.root.apt.DebianPackage;
import dev.lapstrake.root.apt.Holding;
import dev.lapstrake.root.apt.PackageIndex;
import dev.lapstrake.root.apt.TakenPackages;
import dev.lapstrake.root.deb.Deb;
import dev.lapstrake.tree.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One Debian package by itself, without what it depends on, for a build to use: no image has it. */
public final class SinglePackage {
    private static final int VERSION = 2;

    private final ArchiveRequest request;
    private final String name;
    private final BuildLog log;
    private @Nullable Found found;

    private record Found(Archive archive, DebianPackage origin) {}

    public SinglePackage(ArchiveRequest request, String name, BuildLog log) {
        this.request = request;
        this.name = name;
        this.log = log;
    }

    public String name() {
        return name;
    }

    /** The package, in the version that the archives have now. */
    public DebianPackage find() throws IOException, BuildException {
        return found().origin();
    }

    private synchronized Found found() throws IOException, BuildException {
        if (found == null) {
            found = new Holding(request, log).choose(this::find);
        }
        return found;
    }

    private Found find(ArchiveRequest held) throws IOException, BuildException {
        Archive archive = Archive.open(held, log);
        DebianPackage origin = origin(archive);
        held.lock().ledger().note(TakenPackages.of(held, archive, List.of(origin)));
        return new Found(archive, origin);
    }

    /** Which package it is is kept, so that the same question is not asked of an index twice. */
    private DebianPackage origin(Archive archive) throws IOException, BuildException {
        CacheKey key = CacheKey.of("package", VERSION)
                .with("archives", archive.state().hex())
                .with("package", name);
        KeptText kept = new KeptText(request.cache().resolve("plans").resolve(key.toString()));
        Optional<String> known = kept.read();
        if (known.isPresent()) {
            return DebianPackage.parse(known.get());
        }
        PackageIndex index = archive.index();
        DebianPackage origin = index.origin(name)
                .orElseThrow(() -> archive.explain(missing(index).exception()));
        kept.write(origin.line());
        return origin;
    }

    private Problem missing(PackageIndex index) {
        String pattern = name.replaceAll("\\d+", "\\\\d+");
        String similar = String.join(", ", index.names(pattern));
        return new Problem(
                "jdk-not-in-suite",
                "Debian's " + request.suite() + " has no JDK of the release that links the runtime.",
                name,
                similar.isEmpty()
                        ? "use another <suite>, or name the folder of a JDK in <jdk>"
                        : "it has " + similar + ": run Maven with a JDK of one of these releases, use another <suite>,"
                                + " or name the folder of a JDK in <jdk>");
    }

    /**
     * All files of the package.
     *
     * @param scratch a file to be made, in which they lie
     */
    public Tree unpack(Path scratch) throws IOException, BuildException {
        return Deb.unpack(found().archive().fetch(find()), scratch).tree();
    }
}
