package dev.lapstrake.root;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.cache.Findings;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.Span;
import dev.lapstrake.parallel.SideBySide;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.root.apt.Archive;
import dev.lapstrake.root.apt.DebianPackage;
import dev.lapstrake.root.apt.Holding;
import dev.lapstrake.root.apt.InstalledPackages;
import dev.lapstrake.root.apt.TakenPackages;
import dev.lapstrake.root.deb.Deb;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the archives list for a request. It is asked for once, so that a stage's key and its result speak of the same
 * packages.
 */
record ChosenPackages(RootRequest request, Archive archive, RootPlan plan, BuildLog log) {
    static ChosenPackages of(RootRequest request, BuildLog log) throws IOException, BuildException {
        return of(request, Optional.empty(), log);
    }

    /**
     * What is to name a result that another machine may have made.
     *
     * @param elsewhere plans of other machines, which are believed: {@link #checked} before anything is made of them
     */
    static ChosenPackages named(RootRequest request, Optional<Findings> elsewhere, BuildLog log)
            throws IOException, BuildException {
        return new Holding(request.archive(), log)
                .choose(held -> chosen(request.from(held), elsewhere, RootPlanner::plan, log));
    }

    /**
     * What is to be laid on an image.
     *
     * @param there what it has; empty if it is no more than what is made here
     */
    static ChosenPackages of(RootRequest request, Optional<InstalledPackages> there, BuildLog log)
            throws IOException, BuildException {
        return new Holding(request.archive(), log)
                .choose(held -> chosen(
                        request.from(held),
                        Optional.empty(),
                        planner -> there.isPresent() ? planner.planOn(there.get()) : planner.plan(),
                        log));
    }

    private interface Planning {
        RootPlan of(RootPlanner planner) throws IOException, BuildException;
    }

    private static ChosenPackages chosen(
            RootRequest request, Optional<Findings> elsewhere, Planning planning, BuildLog log)
            throws IOException, BuildException {
        Archive archive = Archive.open(request.archive(), log);
        RootPlan plan = plan(new RootPlanner(request, archive, elsewhere), planning, log);
        List<DebianPackage> origins =
                plan.packages().stream().map(RootPlan.Planned::origin).toList();
        request.archive().lock().ledger().note(TakenPackages.of(request.archive(), archive, origins));
        return new ChosenPackages(request, archive, plan, log);
    }

    private static RootPlan plan(RootPlanner planner, Planning planning, BuildLog log)
            throws IOException, BuildException {
        try (Span span = log.span("archive", "choose the packages")) {
            RootPlan plan = planning.of(planner);
            span.with("packages", plan.packages().size());
            return plan;
        }
    }

    /**
     * The same, once it is seen that the archives' signed lists come to them as well.
     *
     * @throws BuildException if they are another machine's, and these lists come to others
     */
    ChosenPackages checked() throws IOException, BuildException {
        RootPlan own = plan(new RootPlanner(request, archive, Optional.empty()), RootPlanner::plan, log);
        if (!own.equals(plan)) {
            throw new Problem(
                            "cache-plan-differs",
                            "The cache in the registry says of the root's packages what the archive does not.",
                            differences(own),
                            "build without the <image> of <cache>, and find out who wrote that there")
                    .exception();
        }
        return this;
    }

    private String differences(RootPlan own) {
        Set<RootPlan.Planned> right = Set.copyOf(own.packages());
        return plan.packages().stream()
                .filter(planned -> !right.contains(planned))
                .map(planned -> planned.origin().line())
                .findFirst()
                .orElse("too few packages");
    }

    /** A key that covers the packages, and how much of each is wanted. */
    CacheKey key(String kind, int version) {
        List<String> packages = plan.packages().stream()
                .map(planned -> planned.role() + " " + planned.origin().name() + " "
                        + planned.origin().digest())
                .toList();
        return CacheKey.of(kind, version)
                .with("suite", request.archive().suite().codename())
                .with("architecture", request.archive().architecture().debianName())
                .with("packages", packages);
    }

    /** Fetches the packages, and takes out of them what is wanted. */
    RootTree.Result select(Path scratch) throws IOException, BuildException {
        return select(scratch, Tree.EMPTY);
    }

    /**
     * Does so for an image.
     *
     * @param below all files of the image
     */
    RootTree.Result select(Path scratch, Tree below) throws IOException, BuildException {
        List<Piece> pieces = SideBySide.map(plan.packages(), planned -> {
            DebianPackage origin = planned.origin();
            Path file = archive.fetch(origin);
            log.detail("Unpacking " + origin.name() + " " + origin.version());
            return new Piece(planned.role(), origin, Deb.unpack(file, scratch.resolve(origin.name() + ".tar")));
        });
        RootTree.Result result = new RootTree(request, pieces, below).select();
        pieces.stream().map(piece -> TrimReport.of(piece, result.kept()).text()).forEach(log::detail);
        warnOfMissing(result.kept());
        return result;
    }

    private void warnOfMissing(Tree kept) {
        Set<String> names = kept.entries().keySet().stream().map(TreePath::name).collect(Collectors.toSet());
        request.wishes().forEach((soname, file) -> {
            if (!names.contains(soname)) {
                log.warn(
                        "Native code in '" + file + "' asks for " + soname + ", which is in no package that was chosen;"
                                + " if the application uses it, name the package that has it in <packages>.");
            }
        });
    }

    /** What there is to say of the packages that are in. */
    Map<String, String> facts(List<Piece> contributors) {
        String suite = request.archive().suite().codename();
        String lines = contributors.stream()
                .map(Piece::origin)
                .map(origin -> origin.name() + " " + origin.version() + " " + origin.architecture())
                .collect(Collectors.joining("\n"));
        return Map.of("suite", suite, "packages", lines, "summary", suite + ", " + contributors.size() + " packages");
    }
}
