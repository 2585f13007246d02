package dev.lapstrake.maven;

import dev.lapstrake.archive.ArchiveFormat;
import dev.lapstrake.archive.ArchivedImage;
import dev.lapstrake.archive.ImageArchive;
import dev.lapstrake.build.DiskProblem;
import dev.lapstrake.build.StoredImage;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.problem.BuildException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Writes the image that {@code build} left in {@code target/lapstrake} into one file, to be carried to where no registry is.
 * Equal images give equal files.
 */
@Mojo(name = "tar", threadSafe = true)
public final class TarMojo extends ImageMojo {
    /**
     * The form of the file: {@code oci} for an OCI layout, with all platforms, or {@code docker} for what
     * {@code docker load} reads.
     */
    @Parameter(property = "lapstrake.tar.format", defaultValue = "oci")
    String tarFormat = "oci";

    /** The file. By default {@code image.tar} in {@code target/lapstrake}. */
    @Parameter(property = "lapstrake.tar.file")
    @Nullable
    File tarFile;

    /**
     * The platform that the file is for, of those that the image was built for. By default all of them for {@code oci}, and
     * that of this machine for {@code docker}.
     */
    @Parameter(property = "lapstrake.tar.platform")
    @Nullable
    String tarPlatform;

    @Override
    void run(BuildLog log) throws BuildException {
        if (isSkippedModule()) {
            skipModule();
            return;
        }
        ArchiveFormat format = ArchiveFormat.parse(tarFormat);
        ArchivedImage image = new StoredImage(workplace(), registries(log)).under(name(), "write into a file");
        Path file = Optional.ofNullable(tarFile)
                .map(File::toPath)
                .orElse(workplace().output().resolve("image.tar"));
        try {
            ImageArchive.of(chosen(image, format), format).write(file);
            getLog().info("Wrote " + file + ", " + MavenLog.size(Files.size(file)));
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
    }

    private ArchivedImage chosen(ArchivedImage image, ArchiveFormat format) throws IOException, BuildException {
        if (tarPlatform == null && format == ArchiveFormat.OCI) {
            return image;
        }
        return image.on(Parsed.platform(tarPlatform));
    }
}
