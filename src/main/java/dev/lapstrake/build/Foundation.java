package dev.lapstrake.build;

import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.runtime.RuntimeStage;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An image that an application can be laid on, in the cache's layout.
 *
 * @param java the command that starts a JVM in it
 * @param options that this JVM is to have
 * @param layerNames what made each of its layers, the lowest first
 * @param facts what is in it, for the report
 * @param base the image that it is made on
 */
record Foundation(
        Descriptor manifest,
        String java,
        List<String> options,
        List<String> layerNames,
        SortedMap<String, String> facts,
        Optional<UsedBase> base) {
    Foundation {
        options = List.copyOf(options);
        layerNames = List.copyOf(layerNames);
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }

    /** The command that starts a JVM in an image on such a foundation. */
    static String java(FoundationChoice choice) {
        return choice instanceof FoundationChoice.Distroless ? RuntimeStage.HOME.absolute() + "/bin/java" : "java";
    }

    /** Layers that need not be in the cache. */
    Set<Digest> elsewhere() {
        return base.map(UsedBase::elsewhere).orElse(Set.of());
    }
}
