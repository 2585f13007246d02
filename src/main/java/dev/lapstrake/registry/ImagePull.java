package dev.lapstrake.registry;

import com.google.gson.JsonObject;
import dev.lapstrake.disk.LastUse;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Index;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.parallel.SideBySide;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Copies an image for one platform from a registry into a layout. What the layout has is not asked for again; so an
 * image that is named by its digest, and was pulled before, needs no network. A tag is asked for once: all platforms get
 * their images out of the same index, though somebody may move the tag meanwhile.
 */
public final class ImagePull {
    private static final int CONFIG_LIMIT = 8 << 20;

    private final Registries registries;
    private final Layout layout;
    private final Map<ImageReference, Tag> tags = new ConcurrentHashMap<>();

    /** What a tag led to when it was asked for. */
    private static final class Tag {
        private Optional<Descriptor> found = Optional.empty();
    }

    public ImagePull(Registries registries, Layout layout) {
        this.registries = registries;
        this.layout = layout;
    }

    /**
     * Pulls an image.
     *
     * @param element the POM element that names the image, without brackets, for errors
     */
    public PulledImage pull(ImageReference image, Platform platform, String element)
            throws IOException, BuildException {
        Source source = new Source(image, element, registries.repository(image, Access.PULL));
        PulledImage found = find(platform, source);
        List<Descriptor> layers = found.manifest().layers();
        Meter meter = registries.meter("pull " + source.repository().name(), layers);
        SideBySide.map(layers, layer -> {
            source.repository().blobs().pull(layer, layout, meter::move);
            meter.arrived();
            return layer;
        });
        return found;
    }

    /** Pulls an image without its layers, and gives its manifest's descriptor. */
    public Descriptor find(ImageReference image, Platform platform, String element) throws IOException, BuildException {
        return find(platform, new Source(image, element, registries.repository(image, Access.PULL)))
                .descriptor();
    }

    /** Pulls one of an image's layers. */
    public void layer(ImageReference image, Descriptor layer) throws IOException, BuildException {
        Repository source = registries.repository(image, Access.PULL);
        Meter meter = registries.meter("pull " + source.name(), List.of(layer));
        source.blobs().pull(layer, layout, meter::move);
        meter.arrived();
    }

    private PulledImage find(Platform platform, Source source) throws IOException, BuildException {
        Descriptor resolved = named(source);
        Descriptor chosen = MediaType.isIndex(resolved.mediaType()) ? choose(resolved, platform, source) : resolved;
        Manifest manifest = read(chosen, source);
        manifest.blobs().stream()
                .map(Descriptor::digest)
                .forEach(source.repository().blobs()::suspect);
        JsonObject config = config(manifest, source);
        if (chosen.equals(resolved)) {
            check(config, platform, source);
        }
        return new PulledImage(resolved.digest(), chosen, manifest, config);
    }

    private record Source(ImageReference image, String element, Repository repository) {
        Failures failures() {
            return new Failures(image.toString(), Optional.empty(), Optional.empty());
        }
    }

    private Descriptor named(Source source) throws IOException, BuildException {
        ImageReference image = source.image();
        if (image.digest() != null) {
            return resolve(image.selector(), source);
        }
        Tag tag = tags.computeIfAbsent(image, name -> new Tag());
        synchronized (tag) {
            Optional<String> known = tag.found.map(found -> found.digest().toString());
            if (known.isEmpty() || !layout.has(tag.found.get())) {
                tag.found = Optional.of(resolve(known.orElse(image.selector()), source));
            }
            return tag.found.get();
        }
    }

    /** Finds a manifest in the layout, or else in the registry; then it is in the layout. */
    private Descriptor resolve(String selector, Source source) throws IOException, BuildException {
        if (selector.contains(":") && layout.has(Digest.parse(selector))) {
            byte[] bytes = layout.read(Digest.parse(selector));
            LastUse.note(layout.blob(Digest.parse(selector)));
            return RemoteManifest.of(bytes, "", source.failures()).descriptor();
        }
        RemoteManifest manifest = source.repository().manifest(selector).orElseThrow(() -> missing(source));
        return layout.add(manifest.descriptor().mediaType(), manifest.content().bytes());
    }

    private Descriptor choose(Descriptor index, Platform platform, Source source) throws IOException, BuildException {
        Index images = parseIndex(index, source);
        Descriptor chosen =
                images.forPlatform(platform).orElseThrow(() -> platformMissing(platform, platforms(images), source));
        Descriptor manifest = resolve(chosen.digest().toString(), source);
        return manifest.on(Objects.requireNonNull(chosen.platform()));
    }

    private Index parseIndex(Descriptor index, Source source) throws IOException, BuildException {
        byte[] bytes = layout.read(index.digest());
        try {
            return Index.parse(bytes);
        } catch (IOException e) {
            throw source.failures().broken("it has a malformed index");
        }
    }

    private Manifest read(Descriptor manifest, Source source) throws IOException, BuildException {
        byte[] bytes = layout.read(manifest.digest());
        try {
            return Manifest.parse(bytes);
        } catch (IOException e) {
            throw source.failures().broken("it has a malformed manifest");
        }
    }

    private JsonObject config(Manifest manifest, Source source) throws IOException, BuildException {
        if (manifest.config().size() > CONFIG_LIMIT) {
            throw source.failures().broken("it has an image configuration of more than " + CONFIG_LIMIT + " bytes");
        }
        source.repository().blobs().pull(manifest.config(), layout);
        return source.failures().parse(layout.read(manifest.config().digest()));
    }

    private static void check(JsonObject config, Platform wanted, Source source) throws BuildException {
        Platform actual = new Platform(
                Json.text(config, "os", "unknown"),
                Json.text(config, "architecture", "unknown"),
                Json.text(config, "variant", ""));
        if (!wanted.accepts(actual)) {
            throw platformMissing(wanted, actual.toString(), source);
        }
    }

    private static String platforms(Index index) {
        return index.manifests().stream()
                .map(Descriptor::platform)
                .filter(platform -> platform != null && !platform.os().equals("unknown"))
                .map(String::valueOf)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static BuildException platformMissing(Platform wanted, String present, Source source) {
        return new Problem(
                        "platform-missing",
                        "<" + source.element() + "> names an image that is not made for " + wanted + ", only for "
                                + (present.isEmpty() ? "nothing that it names" : present) + ".",
                        source.image().toString(),
                        "name another image, or one of its platforms in <platforms>")
                .exception();
    }

    private static BuildException missing(Source source) {
        return new Problem(
                        "base-image-missing",
                        "<" + source.element() + "> names an image that its registry does not have.",
                        source.image().toString(),
                        "check the registry, the repository and the tag or digest, for example"
                                + " gcr.io/distroless/java21-debian13:nonroot")
                .exception();
    }
}
