package dev.lapstrake.image;

import com.google.gson.JsonObject;
import dev.lapstrake.disk.LastUse;
import dev.lapstrake.image.SourceImage.About;
import dev.lapstrake.image.SourceImage.LayerBytes;
import dev.lapstrake.image.SourceImage.SourceLayer;
import dev.lapstrake.oci.DamagedBlobException;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.registry.ImagePull;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** An image in a registry; what is fetched of it stays in the cache's layout. */
record RegistryImage(Registries registries, Layout cache, ImageReference reference) {
    SourceImage find(Platform platform, boolean offline) throws IOException, BuildException {
        try {
            return found(platform, offline);
        } catch (DamagedBlobException e) {
            cache.delete(e.digest());
            return found(platform, offline);
        }
    }

    private SourceImage found(Platform platform, boolean offline) throws IOException, BuildException {
        String known = "source:" + reference + " for " + platform;
        ImagePull pull = new ImagePull(registries, cache);
        Descriptor manifest = offline ? here(known, platform) : pull.find(reference, platform, "image");
        if (!cache.find(known).map(Descriptor::digest).equals(Optional.of(manifest.digest()))) {
            cache.tag(known, manifest);
        }
        LastUse.note(cache.blob(manifest.digest()));
        Manifest content = cache.manifest(manifest);
        List<SourceLayer> layers = content.layers().stream()
                .map(layer -> (SourceLayer) () -> fetch(layer, pull, offline))
                .toList();
        JsonObject config = Json.object(cache.read(content.config().digest()));
        return new SourceImage(reference.toString(), manifest.digest(), new About(config, content.size()), layers);
    }

    private LayerBytes fetch(Descriptor layer, ImagePull pull, boolean offline) throws IOException, BuildException {
        if (!cache.hasIntact(layer)) {
            if (offline) {
                throw offline();
            }
            pull.layer(reference, layer);
        }
        return new LayerBytes(Content.of(cache.blob(layer.digest())), layer.digest(), false);
    }

    /** What was found before; or what is named by its digest, and was found under another name. */
    private Descriptor here(String known, Platform platform) throws IOException, BuildException {
        return reference.digest() != null && cache.has(reference.digest())
                ? new ImagePull(registries, cache).find(reference, platform, "image")
                : known(known);
    }

    private Descriptor known(String name) throws IOException, BuildException {
        Optional<Descriptor> found = cache.find(name);
        if (found.isEmpty() || !cache.has(found.get())) {
            throw offline();
        }
        return found.get();
    }

    private BuildException offline() {
        return new Problem(
                        "image-offline",
                        "Maven is offline, and an image that is named is not in the cache.",
                        reference.toString(),
                        "run the build once without -o")
                .exception();
    }
}
