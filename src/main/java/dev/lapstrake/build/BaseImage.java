package dev.lapstrake.build;

import com.google.gson.JsonObject;
import dev.lapstrake.disk.LastUse;
import dev.lapstrake.image.SourceImage;
import dev.lapstrake.image.SourceImage.About;
import dev.lapstrake.image.SourceImage.LayerBytes;
import dev.lapstrake.image.SourceImage.SourceLayer;
import dev.lapstrake.log.Step;
import dev.lapstrake.log.Stopwatch;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.parallel.SideBySide;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.registry.ImagePull;
import dev.lapstrake.stage.StageInputs.UnfinishedException;
import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The image in {@code <base>}. Its name is asked for once, so that all of a build sees the same image though somebody may
 * move the tag meanwhile; of its layers each is fetched when it is needed.
 */
final class BaseImage {
    private final Workshop workshop;
    private final ImageReference name;
    private final Platform platform;
    private final boolean isPlanned;
    private final ImagePull registry;
    private @Nullable Descriptor found;

    private BaseImage(Workshop workshop, ImageReference name, Platform platform, boolean isPlanned) {
        this.workshop = workshop;
        this.name = name;
        this.platform = platform;
        this.isPlanned = isPlanned;
        this.registry = new ImagePull(workshop.registries(), workshop.cache());
    }

    /** The base of an image, if it is to have one. */
    static Optional<BaseImage> of(BuildRequest.Target target, Workshop workshop) {
        return of(target, workshop, false);
    }

    /** The same for a plan: nothing is fetched, and what depends on parts that are not here is not known yet. */
    static Optional<BaseImage> planned(BuildRequest.Target target, Workshop workshop) {
        return of(target, workshop.offline(), true);
    }

    private static Optional<BaseImage> of(BuildRequest.Target target, Workshop workshop, boolean isPlanned) {
        return target.foundation() instanceof FoundationChoice.Base choice
                ? Optional.of(new BaseImage(workshop, choice.image(), target.platform(), isPlanned))
                : Optional.empty();
    }

    /** The image and its configuration, without its layers. */
    synchronized Descriptor find() throws IOException, BuildException {
        if (found == null) {
            ImageReference held = workshop.lock().held(name, platform, workshop.log());
            String known = "base:" + held + " for " + platform;
            Descriptor image =
                    workshop.workplace().offline() ? here(held, known) : registry.find(held, platform, "base");
            if (!cache().find(known).map(Descriptor::digest).equals(Optional.of(image.digest()))) {
                cache().tag(known, image);
            }
            LastUse.note(cache().blob(image.digest()));
            workshop.lock().took(name, platform, image.digest());
            found = image;
        }
        return found;
    }

    /** What was found before under this name; or what is named by its digest, and was found under another. */
    private Descriptor here(ImageReference held, String known) throws IOException, BuildException {
        Digest digest = held.digest();
        if (digest != null && cache().has(digest)) {
            return registry.find(held, platform, "base");
        }
        Optional<Descriptor> before = cache().find(known);
        if (before.isEmpty() || !cache().has(before.get())) {
            throw offline();
        }
        return before.get();
    }

    /** The image with all its layers. */
    Descriptor whole() throws IOException, BuildException {
        Stopwatch watch = Stopwatch.start();
        Descriptor image = find();
        Manifest manifest = cache().manifest(image);
        boolean reused = true;
        for (Descriptor layer : manifest.layers()) {
            reused &= cache().has(layer);
        }
        SideBySide.map(manifest.layers(), this::fetched);
        workshop.log().step(new Step("base", name.toString(), manifest.size(), watch.time(), reused));
        return image;
    }

    private Descriptor fetched(Descriptor layer) throws IOException, BuildException {
        if (!cache().has(layer)) {
            if (workshop.workplace().offline()) {
                throw offline();
            }
            registry.layer(name, layer);
        }
        return layer;
    }

    /** Its name with the digest of what it led to. */
    ImageReference exact() throws IOException, BuildException {
        return name.withDigest(find().digest());
    }

    /** The image as something to take files from. */
    SourceImage source() throws IOException, BuildException {
        Descriptor image = find();
        Manifest manifest = cache().manifest(image);
        List<SourceLayer> layers = manifest.layers().stream()
                .map(layer -> (SourceLayer) () -> bytes(layer))
                .toList();
        return new SourceImage(name.toString(), image.digest(), new About(config(manifest), manifest.size()), layers);
    }

    private LayerBytes bytes(Descriptor layer) throws IOException, BuildException {
        cache().hasIntact(layer);
        return new LayerBytes(Content.of(cache().blob(fetched(layer).digest())), layer.digest(), false);
    }

    /** How many layers it has; its configuration must know as many. */
    int layers() throws IOException, BuildException {
        Manifest manifest = cache().manifest(find());
        int count = manifest.layers().size();
        long known =
                Json.texts(Json.object(config(manifest), "rootfs"), "diff_ids").count();
        if (known != count) {
            throw new Problem(
                            "base-malformed",
                            "<base> names an image whose parts do not fit: it has " + count
                                    + " layers, and its configuration knows " + known + ".",
                            name.toString(),
                            "name another image, or have this one made again")
                    .exception();
        }
        return count;
    }

    private JsonObject config(Manifest manifest) throws IOException {
        return Json.object(cache().read(manifest.config().digest()));
    }

    private Layout cache() {
        return workshop.cache();
    }

    private BuildException offline() {
        if (isPlanned) {
            throw new UnfinishedException("the base");
        }
        return new Problem(
                        "base-offline",
                        "Maven is offline, and the image in <base> is not in the cache.",
                        name.toString(),
                        "run the build once without -o")
                .exception();
    }
}
