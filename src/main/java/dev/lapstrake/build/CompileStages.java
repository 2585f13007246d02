package dev.lapstrake.build;

import dev.lapstrake.declared.DeclaredStages;
import dev.lapstrake.declared.StageDeclaration;
import dev.lapstrake.disk.Scratch;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.stage.StageResult;
import dev.lapstrake.tree.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
        int next = 0;
        for (StageDeclaration declaration : stages.keySet()) {
            lay(results.get(next++), declaration, workshop);
        }
        return results;
    }

    private void lay(StageResult result, StageDeclaration declaration, Workshop workshop) throws IOException {
        Path folder = declaration.into().orElseThrow().folder();
        HandedOver before = HandedOver.read(workplace.output(), declaration.name());
        if (before.isStill(result, folder)) {
            return;
        }
        try (Scratch scratch = Scratch.in(workplace.scratch())) {
            Tree tree = result.layer().unpack(workshop.cache(), scratch.path().resolve("stage.tar"));
            before.replace(tree, result, folder);
        }
    }
}
