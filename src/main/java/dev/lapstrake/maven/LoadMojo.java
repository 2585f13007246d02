package dev.lapstrake.maven;

import dev.lapstrake.archive.ArchiveFormat;
import dev.lapstrake.archive.ArchivedImage;
import dev.lapstrake.archive.ImageArchive;
import dev.lapstrake.archive.Loader;
import dev.lapstrake.archive.Loaders;
import dev.lapstrake.build.DiskProblem;
import dev.lapstrake.build.StoredImage;
import dev.lapstrake.disk.Scratch;
import dev.lapstrake.disk.SearchPath;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Hands the image that {@code build} left in {@code target/lapstrake} to Docker, podman or containerd, where this machine has
 * one of them, to be run here. Nothing else in this plugin needs any of them.
 */
@Mojo(name = "load", threadSafe = true)
public final class LoadMojo extends ImageMojo {
    /**
     * The program, in {@code <program>}, and its {@code <arguments>} where the usual ones won't do:
     * {@code -Dlapstrake.load.program=podman}. By default the first on the path of docker, podman, nerdctl and ctr.
     */
    @Parameter
    LoaderParameter loader = new LoaderParameter();

    /** The platform to hand over, of those that the image was built for. By default that of this machine. */
    @Parameter(property = "lapstrake.load.platform")
    @Nullable
    String loadPlatform;

    @Override
    void run(BuildLog log) throws BuildException {
        if (isSkippedModule()) {
            skipModule();
            return;
        }
        ArchivedImage stored = new StoredImage(workplace(), registries(log)).under(name(), "hand over");
        SearchPath path =
                SearchPath.of(Optional.ofNullable(System.getenv("PATH")).orElse(""));
        Loader program = new Loaders(path).find(loader.choice(session.getUserProperties()));
        Platform platform = Parsed.platform(loadPlatform);
        try (Scratch scratch = Scratch.in(workplace().cache().resolve("scratch"))) {
            ImageArchive archive = ImageArchive.of(stored.on(platform), ArchiveFormat.DOCKER);
            program.load(archive, scratch.path()).forEach(line -> getLog().info(program.name() + ": " + line));
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
        stored.names().forEach(name -> getLog().info("Loaded " + name + " into " + program.name()));
    }
}
