package dev.lapstrake.build;

import com.google.gson.JsonObject;
import dev.lapstrake.image.RegistryImage;
import dev.lapstrake.image.SourceImage;
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
import dev.lapstrake.stage.StageInputs.UnfinishedException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The image in {@code <base>}. Its name is asked for once, so that all of a build sees the same image though somebody may
 * move the tag meanwhile; of its layers each is fetched when it is needed.
 */
final class BaseImage {
    /** What reports call each of its layers. */
    static final String LAYER = "base";

    private final Workshop workshop;
    private final FoundationChoice.Base choice;
    private final Platform platform;
    private final boolean isPlanned;
    private @Nullable Found found;

    /** What the name led to. */
    private record Found(RegistryImage place, Descriptor manifest) {}

    private BaseImage(Workshop workshop, FoundationChoice.Base choice, Platform platform, boolean isPlanned) {
        this.workshop = workshop;
        this.choice = choice;
        this.platform = platform;
        this.isPlanned = isPlanned;
    }

    /** The base of an image, if it is to have one. */
    static Optional<BaseImage> of(Target target, Workshop workshop) {
        return of(target, workshop, false);
    }

    /** The same for a plan: nothing is fetched, and what depends on parts that are not here is not known yet. */
    static Optional<BaseImage> planned(Target target, Workshop workshop) {
        return of(target, workshop.offline(), true);
    }

    private static Optional<BaseImage> of(Target target, Workshop workshop, boolean isPlanned) {
        return target.foundation() instanceof FoundationChoice.Base choice
                ? Optional.of(new BaseImage(workshop, choice, target.platform(), isPlanned))
                : Optional.empty();
    }

    /** The image and its configuration, without its layers. */
    Descriptor find() throws IOException, BuildException {
        return found().manifest();
    }

    private synchronized Found found() throws IOException, BuildException {
        if (found == null) {
            RegistryImage place = place(workshop.lock().held(name(), platform, workshop.log()));
            Descriptor manifest = place.find();
            workshop.lock().took(name(), platform, manifest.digest());
            found = new Found(place, manifest);
        }
        return found;
    }

    private RegistryImage place(ImageReference held) {
        Optional<Supplier<BuildException>> absent =
                workshop.workplace().offline() ? Optional.of(this::absence) : Optional.empty();
        return new RegistryImage(workshop.pull(), cache(), held, platform, RegistryImage.Role.BASE, absent);
    }

    /** The image with all its layers, unless they are to stay where they are. */
    Descriptor fetched() throws IOException, BuildException {
        Stopwatch watch = Stopwatch.start();
        Found image = found();
        Manifest manifest = cache().manifest(image.manifest());
        boolean reused = true;
        for (Descriptor layer : manifest.layers()) {
            reused &= cache().has(layer);
        }
        if (!choice.stays()) {
            SideBySide.map(manifest.layers(), image.place()::fetched);
        }
        String detail = name() + (choice.stays() && !reused ? ", its layers left in the registry" : "");
        workshop.log().step(new Step("base", detail, manifest.size(), watch.time(), reused || choice.stays()));
        return image.manifest();
    }

    /** What an image that is made on it has to know of it. */
    UsedBase used() throws IOException, BuildException {
        Set<Digest> elsewhere = choice.stays()
                ? cache().manifest(find()).layers().stream()
                        .map(Descriptor::digest)
                        .collect(Collectors.toSet())
                : Set.of();
        return new UsedBase(exact(), elsewhere);
    }

    private ImageReference name() {
        return choice.image();
    }

    /** Its name with the digest of what it led to. */
    ImageReference exact() throws IOException, BuildException {
        return name().withDigest(find().digest());
    }

    /** The image as something to take files from. */
    SourceImage source() throws IOException, BuildException {
        return found().place().source(name().toString(), find());
    }

    /** How many layers it has; its configuration must know as many. */
    int layers() throws IOException, BuildException {
        Manifest manifest = cache().manifest(find());
        int count = manifest.layers().size();
        JsonObject config = Json.object(cache().read(manifest.config().digest()));
        long known = Json.texts(Json.object(config, "rootfs"), "diff_ids").count();
        if (known != count) {
            throw new Problem(
                            "base-malformed",
                            "<base> names an image whose parts do not fit: it has " + count
                                    + " layers, and its configuration knows " + known + ".",
                            name().toString(),
                            "name another image, or have this one made again")
                    .exception();
        }
        return count;
    }

    private Layout cache() {
        return workshop.cache();
    }

    private BuildException absence() {
        if (isPlanned) {
            throw new UnfinishedException("the base");
        }
        return new Problem(
                        "base-offline",
                        "Maven is offline, and the image in <base> is not in the cache.",
                        name().toString(),
                        "run the build once without -o")
                .exception();
    }
}
