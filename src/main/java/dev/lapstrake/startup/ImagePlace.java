package dev.lapstrake.startup;

import dev.lapstrake.disk.SearchPath;
import dev.lapstrake.oci.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where an image's programs are run.
 *
 * @param platform of the image
 * @param programs where an emulator is looked for
 * @param log the file that gets what they print
 */
public record ImagePlace(Platform platform, SearchPath programs, Path log) {
    /** True if programs of the platform can be run here. */
    public boolean isUsable() {
        return ImageFolder.at(Path.of(""), platform, programs).isPresent();
    }

    /** The folder that gets the image's files. */
    ImageFolder folder(Path root) {
        return ImageFolder.at(root, platform, programs)
                .orElseThrow(() -> new IllegalStateException("no " + platform + " here"));
    }

    /** A run that begins a new log. */
    JavaRun run(ImageFolder image, Path folder) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        Files.deleteIfExists(log);
        return new JavaRun(
                image.java(), folder, new TreeMap<>(Map.of("LC_ALL", "C.UTF-8", "TZ", "UTC")), log.toAbsolutePath());
    }
}
