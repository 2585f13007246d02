package dev.lapstrake.build;

import dev.lapstrake.app.Application;
import dev.lapstrake.app.ApplicationLayer;
import dev.lapstrake.log.Step;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.report.ImageReport;
import dev.lapstrake.report.ImageReport.LayerReport;
import dev.lapstrake.report.ImageReport.PlatformImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is in an image, for its report.
 *
 * @param layerNames the lowest first
 */
record Contents(List<String> layerNames, SortedMap<String, String> facts) {
    static Contents of(Foundation foundation, Optional<Application> application) {
        List<String> names = new ArrayList<>(foundation.layerNames());
        application.stream()
                .flatMap(java -> java.layers().stream())
                .map(ApplicationLayer::name)
                .forEach(names::add);
        return new Contents(List.copyOf(names), foundation.facts());
    }

    /** The same, with more to tell. */
    Contents with(SortedMap<String, String> more) {
        SortedMap<String, String> all = new TreeMap<>(facts);
        all.putAll(more);
        return new Contents(layerNames, all);
    }

    ImageReport report(BuildRequest request, Descriptor image, Manifest manifest, List<Step> steps) {
        List<LayerReport> layers = new ArrayList<>();
        for (int i = 0; i < layerNames.size(); i++) {
            Descriptor layer = manifest.layers().get(i);
            layers.add(new LayerReport(layerNames.get(i), layer.digest(), layer.size()));
        }
        return new ImageReport(
                request.name().reference().toString(),
                request.name().tags(),
                image.digest(),
                List.of(new PlatformImage(request.target().platform(), image.digest())),
                layers,
                facts,
                steps);
    }
}
