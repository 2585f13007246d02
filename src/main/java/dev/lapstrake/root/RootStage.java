package dev.lapstrake.root;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.cache.Findings;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.parallel.Ahead;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.contents.Accounts;
import dev.lapstrake.root.contents.OwnedFolder;
import dev.lapstrake.root.contents.RootContents;
import dev.lapstrake.root.elf.ElfNeeds;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.stage.StageInputs;
import dev.lapstrake.stage.StageOutput;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the root of an image: everything in it but the Java runtime, the application, and what is copied in. */
public final class RootStage implements Stage {
    private static final int VERSION = 3;

    private final RootRequest request;
    private final Optional<Stage> runtime;
    private final Ahead ahead;
    private final Optional<Findings> elsewhere;
    private final BuildLog log;
    private @Nullable ChosenPackages chosen;

    /** A root for what the request says that it needs. */
    public RootStage(RootRequest request, BuildLog log) {
        this(request, Optional.empty(), Ahead.NOTHING, Optional.empty(), log);
    }

    /**
     * A root that is made to measure.
     *
     * @param runtime a stage whose fact {@link ElfNeeds#FACT} says what the root must have
     * @param ahead what was begun for the root, and is waited for before anything is asked of the archives
     * @param elsewhere plans of other machines, which lead to the results that these left in a registry
     */
    public RootStage(
            RootRequest request, Optional<Stage> runtime, Ahead ahead, Optional<Findings> elsewhere, BuildLog log) {
        this.request = request;
        this.runtime = runtime;
        this.ahead = ahead;
        this.elsewhere = elsewhere;
        this.log = log;
    }

    @Override
    public List<Stage> inputs() {
        return runtime.stream().toList();
    }

    @Override
    public String name() {
        return "root";
    }

    @Override
    public CacheKey key(StageInputs inputs) throws IOException, BuildException {
        ChosenPackages known = chosen(inputs);
        CacheKey key =
                known.key(name(), VERSION).with("needs", known.request().needs().text());
        List<String> contents = request.contents().identity();
        key = contents.isEmpty() ? key : key.with("contents", contents);
        return request.wishes().isEmpty()
                ? key
                : key.with("wishes", request.wishes().keySet());
    }

    private synchronized ChosenPackages chosen(StageInputs inputs) throws IOException, BuildException {
        if (chosen == null) {
            RootRequest measured = runtime.map(
                            stage -> ElfNeeds.parse(inputs.of(stage).fact(ElfNeeds.FACT)))
                    .map(request::withNeeds)
                    .orElse(request);
            ahead.await();
            chosen = ChosenPackages.named(measured, elsewhere, log);
        }
        return chosen;
    }

    @Override
    public StageOutput run(StageInputs inputs, Path scratch) throws IOException, BuildException {
        ChosenPackages known = chosen(inputs).checked();
        RootTree.Result packages = known.select(scratch);
        RootContents contents = request.contents();
        Tree files = packages.kept()
                .overlay(SystemFiles.of(request.archive().suite(), packages.kept(), contents.accounts()))
                .overlay(Certificates.of(packages.all(), contents.certificates()))
                .overlay(FontFiles.of(contents.fonts()));
        Tree tree =
                files.overlay(StatusRecords.of(packages.contributors(), files)).withParents();
        Map<String, String> facts = new TreeMap<>(contents.facts());
        facts.putAll(known.facts(packages.contributors()));
        return StageOutput.of(withFolders(tree, contents.accounts()), facts);
    }

    private static Tree withFolders(Tree tree, Accounts accounts) throws BuildException {
        for (OwnedFolder folder : accounts.folders()) {
            TreePath path = folder.path();
            if (StandardFolders.made().containsKey(path) || !isFree(path, tree)) {
                throw Accounts.clash(
                        "<directories>, or the <home> of a user, are in the place of something else, or below a file or"
                                + " a link.",
                        path);
            }
        }
        return tree.overlay(Tree.of(accounts.entries())).withParents();
    }

    /** True if there is nothing but folders on the way to a place, and in it. */
    private static boolean isFree(TreePath path, Tree tree) {
        return Stream.iterate(
                        Optional.of(path), Optional::isPresent, at -> at.get().parent())
                .flatMap(at -> tree.get(at.get()).stream())
                .allMatch(Entry.Folder.class::isInstance);
    }
}
