package dev.lapstrake.build;

import dev.lapstrake.log.Step;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.report.ImageReport;
import dev.lapstrake.report.ImageReport.DebugReport;
import dev.lapstrake.report.LayerReport;
import dev.lapstrake.report.PlatformReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An image as it is kept and published.
 *
 * @param whole its manifest, or the index over the manifests of several platforms
 * @param platforms what is in it for each
 * @param debug the image beside it
 * @param elsewhere layers that need not be here, since a registry has them
 */
record FinishedImage(Descriptor whole, List<PlatformReport> platforms, Optional<Debug> debug, Set<Digest> elsewhere) {
    /**
     * An image to debug with.
     *
     * @param layers on top of the image's own
     */
    record Debug(Descriptor whole, List<LayerReport> layers) {}

    /** What there is to be kept, by its tag; the image itself comes first. */
    Map<String, Descriptor> named(ImageName name) {
        String tag = name.tags().get(0);
        Map<String, Descriptor> named = new LinkedHashMap<>(Map.of(tag, whole));
        debug.ifPresent(image -> named.put(DebugChoice.tag(tag), image.whole()));
        return named;
    }

    ImageReport report(ImageName name, List<Step> steps) {
        return new ImageReport(
                name.reference().toString(),
                name.tags(),
                whole.digest(),
                platforms,
                steps,
                debug.map(image -> report(image, name)));
    }

    private static DebugReport report(Debug image, ImageName name) {
        return new DebugReport(
                name.tags().stream().map(DebugChoice::tag).toList(),
                image.whole().digest(),
                image.layers());
    }
}
