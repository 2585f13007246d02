package dev.lapstrake.root;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.parallel.SideBySide;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.apt.Archive;
import dev.lapstrake.root.apt.DebianPackage;
import dev.lapstrake.root.deb.Deb;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.stage.StageKey;
import dev.lapstrake.stage.StageOutput;
import dev.lapstrake.tree.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the root of an image: everything in it but the Java runtime and the application. */
public final class RootStage implements Stage {
    private static final int VERSION = 1;

    private final RootRequest request;
    private final BuildLog log;
    private @Nullable Resolved resolved;

    /** What the archives list, asked for once, so that the key and the result speak of the same packages. */
    private record Resolved(Archive archive, RootPlan plan) {}

    public RootStage(RootRequest request, BuildLog log) {
        this.request = request;
        this.log = log;
    }

    @Override
    public String name() {
        return "root";
    }

    @Override
    public StageKey key() throws IOException, BuildException {
        List<String> packages = resolved().plan().packages().stream()
                .map(planned -> planned.role() + " " + planned.origin().name() + " "
                        + planned.origin().digest())
                .toList();
        return StageKey.of(name(), VERSION)
                .with("suite", request.archive().suite().codename())
                .with("architecture", request.archive().architecture().debianName())
                .with("packages", packages)
                .with("needs", request.needs().text());
    }

    private synchronized Resolved resolved() throws IOException, BuildException {
        if (resolved == null) {
            Archive archive = Archive.open(request.archive(), log);
            resolved = new Resolved(archive, new RootPlanner(request, archive).plan());
        }
        return resolved;
    }

    @Override
    public StageOutput run(Path scratch) throws IOException, BuildException {
        RootTree.Result packages = new RootTree(request, pieces(scratch)).select();
        Tree tree = packages.kept()
                .overlay(SystemFiles.of(request.archive().suite(), packages.kept()))
                .overlay(Certificates.of(packages.all()))
                .overlay(StatusRecords.of(packages.contributors(), packages.kept()))
                .withParents();
        return StageOutput.of(tree, facts(packages.contributors()));
    }

    private List<Piece> pieces(Path scratch) throws IOException, BuildException {
        Resolved known = resolved();
        return SideBySide.map(known.plan().packages(), planned -> {
            DebianPackage origin = planned.origin();
            Path file = known.archive().fetch(origin);
            log.detail("Unpacking " + origin.name() + " " + origin.version());
            return new Piece(planned.role(), origin, Deb.unpack(file, scratch.resolve(origin.name() + ".tar")));
        });
    }

    private Map<String, String> facts(List<Piece> pieces) {
        String suite = request.archive().suite().codename();
        String lines = pieces.stream()
                .map(Piece::origin)
                .map(origin -> origin.name() + " " + origin.version() + " " + origin.architecture())
                .collect(Collectors.joining("\n"));
        return Map.of("suite", suite, "packages", lines, "summary", suite + ", " + pieces.size() + " packages");
    }
}
