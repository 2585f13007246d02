package dev.lapstrake.root;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.apt.ArchiveRequest;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.stage.StageInputs;
import dev.lapstrake.stage.StageOutput;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A shell and nearly three hundred commands, for whoever looks into a container: Debian's static busybox, which needs nothing of
 * a root, in a folder of its own with a link for every command that it has, as the debug images of distroless have it.
 */
public final class BusyboxStage implements Stage {
    public static final String NAME = "busybox";

    public static final TreePath FOLDER = new TreePath("busybox");

    private static final int VERSION = 1;
    private static final String PACKAGE = "busybox-static";
    private static final TreePath PROGRAM = FOLDER.resolve(NAME);

    private final Choosing packages;

    public BusyboxStage(ArchiveRequest archive, BuildLog log) {
        RootRequest request = RootRequest.packagesAlone(archive, List.of(PACKAGE));
        this.packages = new Choosing(() -> ChosenPackages.of(request, log));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CacheKey key(StageInputs inputs) throws IOException, BuildException {
        return packages.chosen().key(NAME, VERSION);
    }

    @Override
    public StageOutput run(StageInputs inputs, Path scratch) throws IOException, BuildException {
        RootTree.Result taken = packages.chosen().select(scratch);
        Entry.File program = program(taken.kept());
        List<String> names = AppletNames.of(program.content().bytes());
        Tree copyright = taken.kept()
                .filter((path, entry) ->
                        entry instanceof Entry.File && path.name().equals("copyright"));
        Tree tree = commands(program, names)
                .overlay(copyright)
                .overlay(StatusRecords.of(taken.contributors(), copyright))
                .withParents();
        String version = taken.contributors().get(0).origin().version().text();
        return StageOutput.of(
                tree,
                Map.of(
                        "summary",
                        "busybox " + version + ", " + names.size() + " commands",
                        "packages",
                        packages.chosen().facts(taken.contributors()).getOrDefault("packages", "")));
    }

    private static Entry.File program(Tree tree) throws IOException {
        return tree.filter((path, entry) -> path.value().endsWith("bin/" + NAME)).entries().values().stream()
                .filter(Entry.File.class::isInstance)
                .map(Entry.File.class::cast)
                .findFirst()
                .orElseThrow(() -> new IOException(PACKAGE + " has no file of the name " + NAME));
    }

    /** Relative links: they work in another container too, which sees them below {@code /proc/1/root}. */
    private static Tree commands(Entry.File program, List<String> names) {
        Map<TreePath, Entry> entries = new TreeMap<>();
        names.forEach(name -> entries.put(FOLDER.resolve(name), Entry.link(NAME)));
        entries.put(PROGRAM, program.withAttributes(Attributes.EXECUTABLE));
        return Tree.of(entries);
    }
}
