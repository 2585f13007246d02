package dev.lapstrake.build;

import dev.lapstrake.declared.DeclaredStages;
import dev.lapstrake.declared.StageDeclaration;
import dev.lapstrake.disk.Scratch;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.stage.StageResult;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.MalformedTreeException;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Runs the stages of the compile phase, and lays their files into folders of the build. */
public final class CompileStages {
    private final Workplace workplace;
    private final Registries registries;
    private final BuildLog log;

    public CompileStages(Workplace workplace, Registries registries, BuildLog log) {
        this.workplace = workplace;
        this.registries = registries;
        this.log = log;
    }

    /**
     * @param platform what stages out of other images and of Debian packages are for
     */
    public void run(StageChoice choice, Platform platform, DebianChoice debian) throws BuildException {
        try (Workshop workshop = Workshop.at(workplace, registries, log)) {
            DeclaredStages declared = workshop.declared(choice, platform, debian);
            workshop.mending(() -> run(declared.forCompilePhase(), workshop));
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
    }

    private List<StageResult> run(Map<StageDeclaration, Stage> stages, Workshop workshop)
            throws IOException, BuildException {
        List<StageResult> results = workshop.run(stages.values());
        Map<Path, List<StageResult>> folders = new TreeMap<>();
        int next = 0;
        for (StageDeclaration declaration : stages.keySet()) {
            Path folder = declaration.into().orElseThrow().folder();
            folders.computeIfAbsent(folder, any -> new ArrayList<>()).add(results.get(next++));
        }
        HandedOver.clear(workplace.output(), folders.keySet());
        for (Map.Entry<Path, List<StageResult>> folder : folders.entrySet()) {
            lay(folder.getValue(), folder.getKey(), workshop);
        }
        return results;
    }

    private void lay(List<StageResult> results, Path folder, Workshop workshop) throws IOException, BuildException {
        HandedOver before = HandedOver.read(workplace.output(), folder);
        String content =
                results.stream().map(result -> result.layer().diffId().hex()).collect(Collectors.joining(" "));
        if (before.isStill(content)) {
            return;
        }
        try (Scratch scratch = Scratch.in(workplace.scratch())) {
            before.replace(merged(results, folder, workshop, scratch.path()), content);
        } catch (MalformedTreeException e) {
            throw refused(folder, String.valueOf(e.getMessage()));
        }
    }

    private static Tree merged(List<StageResult> results, Path folder, Workshop workshop, Path scratch)
            throws IOException, BuildException {
        Tree merged = Tree.EMPTY;
        for (StageResult result : results) {
            Tree tree = result.layer().unpack(workshop.cache(), scratch.resolve(result.key() + ".tar"));
            for (Map.Entry<TreePath, Entry> entry : tree.entries().entrySet()) {
                Optional<Entry> other = merged.get(entry.getKey());
                if (other.isPresent() && !other.get().isLike(entry.getValue())) {
                    throw refused(folder, "two stages have other files at '" + entry.getKey() + "'");
                }
            }
            merged = merged.overlay(tree);
        }
        return merged;
    }

    private static BuildException refused(Path folder, String what) {
        return new Problem(
                        "stage-into-refused",
                        "<into> of a stage can't get the stage's files: " + what + ".",
                        folder.toString(),
                        "take less in <source>, or name another folder")
                .exception();
    }
}
