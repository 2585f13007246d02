package dev.lapstrake.build;

import dev.lapstrake.app.Application;
import dev.lapstrake.app.ApplicationLayer;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.report.LayerReport;
import dev.lapstrake.report.PlatformReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is in an image, for its report.
 *
 * @param layerNames the lowest first
 * @param base the image that it is made on
 */
record Contents(List<String> layerNames, SortedMap<String, String> facts, Optional<UsedBase> base) {
    static Contents of(Foundation foundation, Optional<Application> application) {
        List<String> names = new ArrayList<>(foundation.layerNames());
        application.stream()
                .flatMap(java -> java.layers().stream())
                .map(ApplicationLayer::name)
                .forEach(names::add);
        return new Contents(List.copyOf(names), foundation.facts(), foundation.base());
    }

    /** The same, with more to tell. */
    Contents with(SortedMap<String, String> more) {
        SortedMap<String, String> all = new TreeMap<>(facts);
        all.putAll(more);
        return new Contents(layerNames, all, base);
    }

    /** How many of the layers are the base's. */
    int baseLayers() {
        return (int) layerNames.stream().filter(BaseImage.LAYER::equals).count();
    }

    PlatformReport report(Platform platform, Digest image, Manifest manifest) {
        List<LayerReport> layers = new ArrayList<>();
        for (int i = 0; i < layerNames.size(); i++) {
            Descriptor layer = manifest.layers().get(i);
            layers.add(new LayerReport(layerNames.get(i), layer.digest(), layer.size()));
        }
        return new PlatformReport(platform, image, layers, facts);
    }
}
