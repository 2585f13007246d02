package dev.lapstrake.maven;

import dev.lapstrake.build.CacheChoice;
import dev.lapstrake.build.ImageName;
import dev.lapstrake.build.ImagePublish;
import dev.lapstrake.build.LockChoice;
import dev.lapstrake.build.Workplace;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.registry.PushedImage;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.registry.RegistryAccess;
import dev.lapstrake.registry.credentials.CredentialChain;
import dev.lapstrake.registry.credentials.CredentialFiles;
import dev.lapstrake.registry.credentials.CredentialSource;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/** What the goals that make or move an image have in common. */
abstract class ImageMojo extends AbstractMojo {
    private static final String SKIPPED = "dev.lapstrake.skipped";

    /**
     * Name of the image: {@code registry/repository:tag}. Without a registry it is Docker Hub's, as everywhere. By default
     * the project's artifact id and version, which serves everything but a push.
     */
    @Parameter(property = "lapstrake.image")
    @Nullable
    String image;

    /** Further tags, beside the one in {@code <image>}. */
    @Parameter(property = "lapstrake.tags")
    List<String> tags = List.of();

    /**
     * Registries, as {@code host} or {@code host:port}, that may be spoken to over plain HTTP, or over TLS that can't be
     * verified. Those on this machine's loopback may always.
     */
    @Parameter(property = "lapstrake.insecureRegistries")
    Set<String> insecureRegistries = Set.of();

    /** Folder that builds share: downloads, finished stages. By default {@code lapstrake} in the user's cache folder. */
    @Parameter(property = "lapstrake.cache")
    @Nullable
    File cacheDirectory;

    /** Folder of the finished image: its OCI layout, {@code image.json} and {@code image-digest}. */
    @Parameter(defaultValue = "${project.build.directory}/lapstrake", readonly = true)
    File outputDirectory = new File("target/lapstrake");

    /** Skips the goal. */
    @Parameter(property = "lapstrake.skip", defaultValue = "false")
    boolean skip;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    MavenSession session;

    @Inject
    SettingsDecrypter decrypter;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipped: lapstrake.skip is set");
            return;
        }
        if (!hasImage()) {
            getLog().info("Skipped: a project of packaging pom has no application");
            return;
        }
        try {
            run(new MavenLog(getLog()));
        } catch (BuildException e) {
            throw Failure.of(e);
        }
    }

    /** True if the project has something to put into an image, or has put it there. */
    boolean hasImage() {
        return !project.getPackaging().equals("pom")
                || outputDirectory
                        .toPath()
                        .resolve("image")
                        .resolve("index.json")
                        .toFile()
                        .isFile();
    }

    /** Does what the goal is for. */
    abstract void run(MavenLog log) throws BuildException, MojoFailureException;

    /** The image's name, the default one if the user gave none. */
    final ImageName name() throws BuildException {
        String standard = project.getArtifactId().toLowerCase(Locale.ROOT) + ":"
                + project.getVersion().replace('+', '_');
        return ImageName.parse(Optional.ofNullable(image).orElse(standard), Parsed.list(tags));
    }

    /** Where the image is to be pushed: only a name that the user gave will do. */
    final ImageName pushName() throws BuildException {
        if (image == null) {
            throw Problem.of(
                            "image-not-named",
                            "There is no <image>, so there is no telling where to push.",
                            "write <image>registry.example.com/team/app:1.0</image>, or -Dlapstrake.image=…")
                    .exception();
        }
        return name();
    }

    /** Passes over a module that has no application, in this goal and in those that come after it. */
    @SuppressWarnings("unchecked")
    final void skipModule() {
        getPluginContext().put(SKIPPED, true);
        getLog().info("Skipped: a module without a main class, in a build of several");
    }

    final boolean isSkippedModule() {
        return getPluginContext() != null && getPluginContext().containsKey(SKIPPED);
    }

    final void push(MavenLog log, Registries registries) throws BuildException {
        ImageName target = pushName();
        ImagePublish publish = new ImagePublish(workplace(), registries, log);
        logPushed(target, publish.run(target));
        publish.debug(target).ifPresent(pushed -> logPushed(target.forDebug(), pushed));
    }

    private void logPushed(ImageName target, PushedImage pushed) {
        for (String tag : target.tags()) {
            getLog().info("Pushed " + target.reference().withTag(tag) + ", " + pushed.digest());
        }
    }

    final Registries registries(MavenLog log) {
        List<CredentialSource> sources = new ArrayList<>();
        sources.add(new SettingsCredentials(session.getSettings(), decrypter));
        sources.addAll(CredentialFiles.all(System.getenv(), Path.of(System.getProperty("user.home"))));
        return new Registries(
                RegistryAccess.of(new CredentialChain(sources, log), Set.copyOf(Parsed.list(insecureRegistries))));
    }

    /** How the cache is kept. */
    CacheChoice cacheChoice() throws BuildException {
        return CacheChoice.LOCAL;
    }

    /** How the lock beside the POM counts. */
    LockChoice lockChoice() throws BuildException {
        return LockChoice.WANTED;
    }

    final Workplace workplace() throws BuildException {
        Path cache = Optional.ofNullable(cacheDirectory).map(File::toPath).orElseGet(CacheFolder::standard);
        return new Workplace(
                hasPom() ? project.getBasedir().toPath() : startFolder(),
                hasPom() ? outputDirectory.toPath() : startFolder().resolve("target/lapstrake"),
                cache,
                cacheChoice(),
                lockChoice(),
                session.isOffline());
    }

    final boolean hasPom() {
        return project.getFile() != null;
    }

    /** Where Maven was started; without a POM the project has no folder, nor one for what is built. */
    private Path startFolder() {
        return Path.of(session.getExecutionRootDirectory());
    }
}
