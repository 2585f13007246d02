package dev.lapstrake.image;

import com.google.gson.JsonObject;
import dev.lapstrake.disk.LastUse;
import dev.lapstrake.image.SourceImage.About;
import dev.lapstrake.image.SourceImage.LayerBytes;
import dev.lapstrake.image.SourceImage.SourceLayer;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.ImagePull;
import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An image in a registry; what is fetched of it stays in the cache's layout.
 *
 * @param pull into the cache
 * @param role what it is wanted for
 * @param absent what is wrong when a part is not in the cache and must not be fetched; empty where it may be
 */
public record RegistryImage(
        ImagePull pull,
        Layout cache,
        ImageReference reference,
        Platform platform,
        Role role,
        Optional<Supplier<BuildException>> absent) {
    /** What images are wanted for. */
    public enum Role {
        SOURCE("image"),
        BASE("base");

        private final String element;

        Role(String element) {
            this.element = element;
        }

        private String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Finds the image and its configuration; none of its layers is fetched. */
    public Descriptor find() throws IOException, BuildException {
        String known = role.text() + ":" + reference + " for " + platform;
        Descriptor manifest = absent.isPresent() ? here(known, absent.get()) : asked();
        if (!cache.find(known).map(Descriptor::digest).equals(Optional.of(manifest.digest()))) {
            cache.tag(known, manifest);
        }
        LastUse.note(cache.blob(manifest.digest()));
        return manifest;
    }

    private Descriptor asked() throws IOException, BuildException {
        return pull.find(reference, platform, role.element);
    }

    /** What was found before under this name; or what is named by its digest, and was found under another. */
    private Descriptor here(String known, Supplier<BuildException> absence) throws IOException, BuildException {
        if (reference.digest() != null && cache.has(reference.digest())) {
            return asked();
        }
        Optional<Descriptor> before = cache.find(known);
        if (before.isEmpty() || !cache.has(before.get())) {
            throw absence.get();
        }
        return before.get();
    }

    /** Sees to it that a layer is in the cache. */
    public Descriptor fetched(Descriptor layer) throws IOException, BuildException {
        if (!cache.has(layer)) {
            if (absent.isPresent()) {
                throw absent.get().get();
            }
            pull.layer(reference, layer);
        }
        return layer;
    }

    /**
     * The image as something to take files from.
     *
     * @param name as the user wrote it
     * @param manifest that was found
     */
    public SourceImage source(String name, Descriptor manifest) throws IOException {
        Manifest content = cache.manifest(manifest);
        List<SourceLayer> layers = content.layers().stream()
                .map(layer -> (SourceLayer) () -> bytes(layer))
                .toList();
        JsonObject config = Json.object(cache.read(content.config().digest()));
        return new SourceImage(name, manifest.digest(), new About(config, content.size()), layers);
    }

    /** A layer that is damaged is dropped, and fetched anew. */
    private LayerBytes bytes(Descriptor layer) throws IOException, BuildException {
        cache.hasIntact(layer);
        return new LayerBytes(Content.of(cache.blob(fetched(layer).digest())), layer.digest(), false);
    }
}
