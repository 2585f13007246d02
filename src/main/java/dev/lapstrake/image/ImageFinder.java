package dev.lapstrake.image;

import dev.lapstrake.lock.LockUse;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.DamagedBlobException;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.registry.ImagePull;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds images by the names that users write: a name in a registry, or, as in containers-transports(5), {@code
 * oci:folder[:tag]}, {@code oci-archive:file[:tag]} and {@code docker-archive:file[:name]}.
 *
 * @param pull into the cache
 * @param folder where relative paths start
 */
public record ImageFinder(ImagePull pull, Layout cache, Pins pins, Path folder, boolean offline) {
    /** What images are held to. */
    public record Pins(LockUse lock, BuildLog log) {
        public static Pins none() {
            return new Pins(LockUse.none(), BuildLog.SILENT);
        }
    }

    private static final String LAYOUT = "oci:";
    private static final String OCI_ARCHIVE = "oci-archive:";
    private static final String DOCKER_ARCHIVE = "docker-archive:";

    /** Finds an image for a platform. Of its layers none is fetched yet. */
    public SourceImage find(String name, Platform platform) throws IOException, BuildException {
        Optional<SourceImage> onDisk = onDisk(name, platform);
        if (onDisk.isPresent()) {
            pins.lock().checkImage(name, platform, onDisk.get().identity(), pins.log());
            return onDisk.get();
        }
        ImageReference reference = ImageReference.parse(name, "image");
        SourceImage found = inRegistry(pins.lock().held(reference, platform, pins.log()), platform);
        pins.lock().took(reference, platform, found.identity());
        return found;
    }

    private SourceImage inRegistry(ImageReference held, Platform platform) throws IOException, BuildException {
        Optional<Supplier<BuildException>> absent = offline ? Optional.of(() -> offline(held)) : Optional.empty();
        RegistryImage image = new RegistryImage(pull, cache, held, platform, RegistryImage.Role.SOURCE, absent);
        try {
            return image.source(held.toString(), image.find());
        } catch (DamagedBlobException e) {
            cache.delete(e.digest());
            return image.source(held.toString(), image.find());
        }
    }

    private static BuildException offline(ImageReference image) {
        return new Problem(
                        "image-offline",
                        "Maven is offline, and an image that is named is not in the cache.",
                        image.toString(),
                        "run the build once without -o")
                .exception();
    }

    private Optional<SourceImage> onDisk(String name, Platform platform) throws IOException, BuildException {
        if (name.startsWith(LAYOUT)) {
            return Optional.of(new LayoutImage(name, place(name, LAYOUT), platform).find());
        }
        if (name.startsWith(OCI_ARCHIVE)) {
            return Optional.of(new LayoutImage(name, place(name, OCI_ARCHIVE), platform).find());
        }
        return name.startsWith(DOCKER_ARCHIVE)
                ? Optional.of(new DockerArchive(name, place(name, DOCKER_ARCHIVE), platform).find())
                : Optional.empty();
    }

    /**
     * A place on disk.
     *
     * @param tag which of several images is meant
     */
    record Place(Path path, Optional<String> tag) {}

    private Place place(String name, String prefix) throws BuildException {
        String rest = name.substring(prefix.length());
        int colon = rest.indexOf(':', rest.matches("[A-Za-z]:[/\\\\].*") ? 2 : 0);
        String path = colon < 0 ? rest : rest.substring(0, colon);
        if (path.isEmpty()) {
            throw missing(name, "a path behind " + prefix);
        }
        Optional<String> tag = colon < 0 ? Optional.empty() : Optional.of(rest.substring(colon + 1));
        return new Place(folder.resolve(path), tag);
    }

    /**
     * @param what there is none of
     */
    static BuildException missing(String name, String what) {
        return new Problem(
                        "image-source-missing",
                        "An image is named that is not there; it lacks " + what + ".",
                        name,
                        "write a name in a registry, or oci:FOLDER[:TAG], oci-archive:FILE[:TAG] or"
                                + " docker-archive:FILE[:NAME]")
                .exception();
    }

    static BuildException malformed(String name, String what) {
        return new Problem(
                        "image-malformed",
                        "An image is named that can't be read.",
                        name + ": " + what,
                        "make the image again, or copy it with a tool that checks it")
                .exception();
    }
}
