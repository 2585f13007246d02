package dev.lapstrake.build;

import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.elf.ElfNeeds;
import dev.lapstrake.runtime.RuntimeStage;
import dev.lapstrake.stage.StageResult;
import dev.lapstrake.startup.ApplicationArchive;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes the image that the application is laid on: the layers of stages, on nothing or on a base.
 *
 * @param base that of the target
 */
record FoundationBuilder(Workshop workshop, Target target, Optional<BaseImage> base) {
    private static final List<String> WORDS_FOR_STAGES = List.of("summary", ElfNeeds.FACT);

    /**
     * @param layers what finished stages made, the lowest first
     */
    Foundation build(List<StageResult> layers) throws IOException, BuildException {
        if (base.isPresent()) {
            return on(base.get(), layers);
        }
        boolean java = layers.stream().anyMatch(layer -> layer.name().equals(RuntimeStage.NAME));
        Descriptor manifest = new FoundationImage(workshop.cache(), layers).ofNothing(target.platform(), java);
        return new Foundation(
                manifest,
                Foundation.java(target.foundation()),
                options(layers),
                names(layers),
                facts(layers),
                Optional.empty());
    }

    private static List<String> options(List<StageResult> layers) {
        return layers.stream()
                .flatMap(layer -> ApplicationArchive.options(layer.facts()).stream())
                .toList();
    }

    private SortedMap<String, String> facts(List<StageResult> layers) {
        SortedMap<String, String> facts = new TreeMap<>();
        layers.forEach(layer -> facts.putAll(layer.facts()));
        facts.keySet().removeAll(WORDS_FOR_STAGES);
        String requested = String.join("\n", requested());
        if (!requested.isEmpty()) {
            facts.put("requested", requested);
        }
        return facts;
    }

    /** The packages that the user named. */
    private Collection<String> requested() {
        return target.foundation() instanceof FoundationChoice.Distroless choice
                ? choice.contents().packages().names()
                : ((FoundationChoice.Base) target.foundation()).packages();
    }

    private static List<String> names(List<StageResult> layers) {
        return layers.stream().map(StageResult::name).toList();
    }

    private Foundation on(BaseImage base, List<StageResult> layers) throws IOException, BuildException {
        Descriptor below = base.fetched();
        SortedMap<String, String> facts = facts(layers);
        facts.put("base", base.exact().toString());
        List<String> names = new ArrayList<>(Collections.nCopies(base.layers(), BaseImage.LAYER));
        names.addAll(names(layers));
        Descriptor manifest = layers.isEmpty() ? below : new FoundationImage(workshop.cache(), layers).ofBase(below);
        return new Foundation(
                manifest, Foundation.java(target.foundation()), List.of(), names, facts, Optional.of(base.used()));
    }
}
