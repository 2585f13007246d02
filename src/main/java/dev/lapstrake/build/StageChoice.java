package dev.lapstrake.build;

import dev.lapstrake.declared.Copy;
import dev.lapstrake.declared.StageDeclaration;
import java.util.List;

/**
 * The stages that the user declares.
 *
 * @param copies what of them goes into the image, in order
 */
public record StageChoice(List<StageDeclaration> stages, List<Copy> copies) {
    public static final StageChoice NONE = new StageChoice(List.of(), List.of());

    public StageChoice {
        stages = List.copyOf(stages);
        copies = List.copyOf(copies);
    }

    boolean isNone() {
        return stages.isEmpty() && copies.isEmpty();
    }
}
