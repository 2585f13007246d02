package dev.lapstrake.build;

import dev.lapstrake.assemble.ZstdLayers;
import dev.lapstrake.oci.Compression;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.ManifestForm;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.report.LayerReport;
import dev.lapstrake.report.PlatformReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Gives images their last form: annotations (OCI image-spec, annotations.md), the words of a format, and an index over the
 * images of several platforms.
 *
 * @param layout that has the images
 * @param work a folder for what is known of layers
 */
record Finish(Layout layout, Path work, ManifestChoice choice) {
    private static final String BASE_NAME = "org.opencontainers.image.base.name";
    private static final String BASE_DIGEST = "org.opencontainers.image.base.digest";

    /**
     * @param images at least one
     */
    FinishedImage of(List<PlatformImage> images) throws IOException, BuildException {
        List<Descriptor> manifests = new ArrayList<>();
        List<PlatformReport> reports = new ArrayList<>();
        for (PlatformImage image : images) {
            Descriptor manifest = finished(image.manifest(), image);
            manifests.add(manifest);
            reports.add(image.contents().report(image.platform(), manifest.digest(), layout.manifest(manifest)));
        }
        return new FinishedImage(whole(manifests, images), reports, debug(images), elsewhere(images));
    }

    private Optional<FinishedImage.Debug> debug(List<PlatformImage> images) throws IOException, BuildException {
        List<Descriptor> manifests = new ArrayList<>();
        Set<LayerReport> layers = new LinkedHashSet<>();
        for (PlatformImage image : images) {
            if (image.debug().isPresent()) {
                manifests.add(finished(image.debug().get().manifest(), image));
                layers.addAll(image.debug().get().layers());
            }
        }
        return manifests.isEmpty()
                ? Optional.empty()
                : Optional.of(new FinishedImage.Debug(whole(manifests, images), List.copyOf(layers)));
    }

    private static Set<Digest> elsewhere(List<PlatformImage> images) {
        return images.stream()
                .flatMap(image -> image.contents().base().stream())
                .flatMap(base -> base.elsewhere().stream())
                .collect(Collectors.toSet());
    }

    private ManifestForm form() {
        return new ManifestForm(layout, choice.format());
    }

    private Descriptor finished(Descriptor manifest, PlatformImage image) throws IOException, BuildException {
        SortedMap<String, String> found = new TreeMap<>();
        image.contents().base().ifPresent(base -> {
            found.put(BASE_NAME, base.image().withoutDigest().qualified());
            found.put(BASE_DIGEST, String.valueOf(base.image().digest()));
        });
        return form().manifest(compressed(manifest, image), choice.with(found)).on(image.platform());
    }

    private Descriptor compressed(Descriptor manifest, PlatformImage image) throws IOException, BuildException {
        return choice.compression() == Compression.ZSTD
                ? new ZstdLayers(layout, work.resolve("zstd"))
                        .manifest(manifest, image.contents().baseLayers())
                : manifest;
    }

    /** Alone, a manifest stands for itself. */
    private Descriptor whole(List<Descriptor> manifests, List<PlatformImage> images) throws IOException {
        return manifests.size() == 1 ? manifests.get(0) : form().index(manifests, choice.with(baseOfAll(images)));
    }

    /** Only the name, since the digest is another for each platform. */
    private static SortedMap<String, String> baseOfAll(List<PlatformImage> images) {
        Set<Optional<ImageReference>> bases = images.stream()
                .map(image -> image.contents().base().map(UsedBase::image).map(ImageReference::withoutDigest))
                .collect(Collectors.toSet());
        SortedMap<String, String> found = new TreeMap<>();
        if (bases.size() == 1) {
            bases.iterator().next().ifPresent(base -> found.put(BASE_NAME, base.qualified()));
        }
        return found;
    }
}
