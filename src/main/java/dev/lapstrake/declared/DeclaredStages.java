package dev.lapstrake.declared;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.contents.Names;
import dev.lapstrake.stage.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The declared stages of a build and the copies between them, from names to what they name. */
public final class DeclaredStages {
    private final Declarations declarations;
    private final StageMaker maker;
    private final Map<String, Stage> made = new HashMap<>();

    private DeclaredStages(Declarations declarations, StageMaker maker) {
        this.declarations = declarations;
        this.maker = maker;
    }

    /**
     * Checks what is declared, whether or not anything uses it.
     *
     * @param copies into the image
     */
    public static DeclaredStages of(List<StageDeclaration> stages, List<Copy> copies, StageMaker maker)
            throws BuildException {
        return new DeclaredStages(Declarations.of(stages, copies), maker);
    }

    /** The copies into the image, as stages: a layer each, in their order. */
    public List<Stage> copiesIntoImage(ImageShape shape) throws BuildException {
        List<Stage> stages = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        for (Copy copy : declarations.copiesIntoImage()) {
            int count = counts.merge(copy.from(), 1, Integer::sum);
            String name = "copy " + copy.from() + (count == 1 ? "" : " " + count);
            stages.add(new CopyStage(name, input(copy, shape.names()), shape));
        }
        return stages;
    }

    /** The stages whose files go into a folder of the build, or what of them goes there. */
    public Map<StageDeclaration, Stage> forCompilePhase() throws BuildException {
        Map<StageDeclaration, Stage> stages = new LinkedHashMap<>();
        for (StageDeclaration declaration : declarations.all()) {
            if (declaration.into().isPresent()) {
                Copy part = declaration.into().get().part();
                boolean all = part.source().isEmpty();
                stages.put(
                        declaration,
                        all
                                ? stage(declaration)
                                : new CopyStage(
                                        "part of " + declaration.name(),
                                        input(part, Names.standard()),
                                        ImageShape.of(ImagePaths.NO_IMAGE)));
            }
        }
        return stages;
    }

    /** The names of the stages that neither the image nor the compile phase has any use for. */
    public Set<String> unused() {
        return declarations.unused();
    }

    private StageInput input(Copy copy, Names names) throws BuildException {
        return StageInput.of(stage(declarations.get(copy.from())), copy, names);
    }

    /** One stage for each name, however many copy from it. */
    private Stage stage(StageDeclaration declaration) throws BuildException {
        String name = declaration.name();
        if (!made.containsKey(name)) {
            List<StageInput> inputs = new ArrayList<>();
            for (Copy copy : declaration.copies()) {
                inputs.add(input(copy, Names.standard()));
            }
            made.put(name, maker.make(declaration, inputs, declarations.wanted(declaration)));
        }
        return Objects.requireNonNull(made.get(name));
    }
}
