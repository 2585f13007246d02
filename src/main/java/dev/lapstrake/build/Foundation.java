package dev.lapstrake.build;

import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.ImageReference;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An image that an application can be laid on, in the cache's layout.
 *
 * @param java the command that starts a JVM in it
 * @param layerNames what made each of its layers, the lowest first
 * @param facts what is in it, for the report
 * @param base the image that it is made on, with its digest
 */
public record Foundation(
        Descriptor manifest,
        String java,
        List<String> layerNames,
        SortedMap<String, String> facts,
        Optional<ImageReference> base) {
    public Foundation {
        layerNames = List.copyOf(layerNames);
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }
}
