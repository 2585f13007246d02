package dev.lapstrake.build;

import dev.lapstrake.declared.CommandStage;
import dev.lapstrake.declared.ImageStage;
import dev.lapstrake.declared.StageDeclaration;
import dev.lapstrake.declared.StageInput;
import dev.lapstrake.declared.StageMaker;
import dev.lapstrake.image.ImageFinder;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.PackagesStage;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the stages that users declare, for one platform. */
record DeclaredMaker(Workshop workshop, ImageFinder finder, Platform platform, DebianChoice debian)
        implements StageMaker {
    @Override
    public Stage make(StageDeclaration declaration, List<StageInput> inputs, Optional<Set<TreePath>> wanted)
            throws BuildException {
        if (declaration.kind() instanceof StageDeclaration.Commands commands) {
            return new CommandStage(declaration, commands, inputs, machine());
        }
        if (declaration.kind() instanceof StageDeclaration.Image image) {
            ImageStage.Source source = new ImageStage.Source(finder, platform);
            return new ImageStage(declaration.name(), image.name(), source, wanted);
        }
        return packages(declaration.name(), ((StageDeclaration.Packages) declaration.kind()).names());
    }

    private CommandStage.Machine machine() {
        return new CommandStage.Machine(System.getenv(), workshop.folderFiles(), workshop.log());
    }

    private Stage packages(String name, List<String> names) throws BuildException {
        try {
            return new PackagesStage(name, debian.archive(platform, workshop), names, workshop.log());
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
    }
}
