package dev.lapstrake.image;

import com.google.gson.JsonObject;
import dev.lapstrake.image.ImageFinder.Place;
import dev.lapstrake.image.SourceImage.About;
import dev.lapstrake.image.SourceImage.LayerBytes;
import dev.lapstrake.image.SourceImage.SourceLayer;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An image as {@code docker save} writes it: a tar with a {@code manifest.json}. Since release 25 its files are those of
 * an OCI layout, before it each layer had a folder; the {@code manifest.json} says where they are in both.
 */
record DockerArchive(String name, Place place, Platform platform) {
    private record Image(JsonObject entry, Digest identity, JsonObject config) {
        boolean isNamed(String tag) {
            return Json.texts(entry, "RepoTags").anyMatch(known -> known.equals(tag) || known.equals(tag + ":latest"));
        }
    }

    SourceImage find() throws IOException, BuildException {
        if (!Files.isRegularFile(place.path())) {
            throw ImageFinder.missing(name, "the file " + place.path());
        }
        ImageParts parts = ImageParts.ofTar(name, place.path());
        try {
            return image(parts, chosen(images(parts)));
        } catch (IllegalArgumentException e) {
            throw parts.malformed(String.valueOf(e.getMessage()));
        }
    }

    private static List<Image> images(ImageParts parts) throws IOException, BuildException {
        String array = new String(parts.bytes("manifest.json"), StandardCharsets.UTF_8);
        JsonObject json = parse(parts, ("{\"images\":" + array + "}").getBytes(StandardCharsets.UTF_8));
        List<Image> images = new ArrayList<>();
        for (JsonObject entry : Json.objects(json, "images").toList()) {
            byte[] config = parts.bytes(Json.text(entry, "Config", ""));
            images.add(new Image(entry, Digest.of(config), parse(parts, config)));
        }
        return images;
    }

    private Image chosen(List<Image> images) throws BuildException {
        Optional<String> tag = place.tag();
        List<Image> named = images.stream()
                .filter(image -> tag.isEmpty() || image.isNamed(tag.get()))
                .toList();
        List<Image> found = named.stream()
                .filter(image -> ImageParts.isFor(platform, image.config()))
                .toList();
        if (!named.isEmpty() && found.isEmpty()) {
            throw ImageFinder.missing(name, "an image for " + platform);
        }
        if (found.size() != 1) {
            throw ImageFinder.missing(
                    name,
                    "a name that tells which image of these is meant: "
                            + images.stream()
                                    .flatMap(image -> Json.texts(image.entry(), "RepoTags"))
                                    .collect(Collectors.joining(", ")));
        }
        return found.get(0);
    }

    /** Docker names layers by their uncompressed content, however they are kept. */
    private SourceImage image(ImageParts parts, Image image) throws IOException, BuildException {
        List<String> diffIds =
                Json.texts(Json.object(image.config(), "rootfs"), "diff_ids").toList();
        List<String> paths = Json.texts(image.entry(), "Layers").toList();
        if (paths.size() != diffIds.size()) {
            throw parts.malformed("it has another number of layers than it says");
        }
        List<SourceLayer> layers = new ArrayList<>();
        long size = 0;
        for (int i = 0; i < paths.size(); i++) {
            String path = paths.get(i);
            Digest diffId = Digest.parse(diffIds.get(i));
            layers.add(() -> new LayerBytes(parts.content(path), diffId, true));
            size += parts.content(path).size();
        }
        return new SourceImage(name, image.identity(), new About(image.config(), size), layers);
    }

    private static JsonObject parse(ImageParts parts, byte[] bytes) throws BuildException {
        try {
            return Json.object(bytes);
        } catch (IOException e) {
            throw parts.malformed(String.valueOf(e.getMessage()));
        }
    }
}
