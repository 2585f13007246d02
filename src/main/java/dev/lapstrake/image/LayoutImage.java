package dev.lapstrake.image;

import com.google.gson.JsonObject;
import dev.lapstrake.image.ImageFinder.Place;
import dev.lapstrake.image.SourceImage.About;
import dev.lapstrake.image.SourceImage.LayerBytes;
import dev.lapstrake.image.SourceImage.SourceLayer;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Index;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An image in an OCI layout (image-spec, image-layout.md), a folder or a tar of one. */
record LayoutImage(String name, Place place, Platform platform) {
    private static final int MOST_INDEXES = 4;

    SourceImage find() throws IOException, BuildException {
        if (!Files.exists(place.path())) {
            throw ImageFinder.missing(name, "the file or folder " + place.path());
        }
        ImageParts parts = Files.isDirectory(place.path())
                ? ImageParts.ofFolder(name, place.path())
                : ImageParts.ofTar(name, place.path());
        try {
            return image(parts, manifest(named(index(parts, parts.bytes("index.json"))), parts));
        } catch (IllegalArgumentException e) {
            throw parts.malformed(String.valueOf(e.getMessage()));
        }
    }

    private SourceImage image(ImageParts parts, Descriptor descriptor) throws IOException, BuildException {
        Manifest manifest = parse(parts, parts.bytes(descriptor.digest()));
        JsonObject config = Json.object(parts.bytes(manifest.config().digest()));
        if (!ImageParts.isFor(platform, config)) {
            throw notForPlatform();
        }
        List<SourceLayer> layers = new ArrayList<>();
        for (Descriptor layer : manifest.layers()) {
            String path = ImageParts.path(layer.digest());
            layers.add(() -> new LayerBytes(parts.content(path), layer.digest(), false));
        }
        return new SourceImage(name, descriptor.digest(), new About(config, manifest.size()), layers);
    }

    /** Without a tag, one image alone or the only one for the platform. */
    private Descriptor named(Index index) throws BuildException {
        List<Descriptor> found = index.manifests().stream()
                .filter(entry -> place.tag().isEmpty() || entry.refName().equals(place.tag()))
                .toList();
        if (found.size() > 1) {
            found = found.stream()
                    .filter(entry -> entry.platform() != null && platform.accepts(entry.platform()))
                    .toList();
        }
        if (found.size() != 1) {
            throw ImageFinder.missing(
                    name,
                    "a tag that tells which image of these is meant: "
                            + index.manifests().stream()
                                    .flatMap(entry -> entry.refName().stream())
                                    .collect(Collectors.joining(", ")));
        }
        return found.get(0);
    }

    private Descriptor manifest(Descriptor found, ImageParts parts) throws IOException, BuildException {
        Descriptor at = found;
        for (int i = 0; i < MOST_INDEXES && MediaType.isIndex(at.mediaType()); i++) {
            Index images = index(parts, parts.bytes(at.digest()));
            List<Descriptor> only = images.manifests();
            at = images.forPlatform(platform)
                    .or(() -> only.stream()
                            .filter(entry -> MediaType.isIndex(entry.mediaType()))
                            .findFirst())
                    .orElseThrow(this::notForPlatform);
        }
        return at;
    }

    private BuildException notForPlatform() {
        return ImageFinder.missing(name, "an image for " + platform);
    }

    private static Index index(ImageParts parts, byte[] bytes) throws BuildException {
        try {
            return Index.parse(bytes);
        } catch (IOException e) {
            throw parts.malformed(String.valueOf(e.getMessage()));
        }
    }

    private static Manifest parse(ImageParts parts, byte[] bytes) throws BuildException {
        try {
            return Manifest.parse(bytes);
        } catch (IOException e) {
            throw parts.malformed(String.valueOf(e.getMessage()));
        }
    }
}
