package dev.lapstrake.maven;

import dev.lapstrake.build.CacheChoice;
import dev.lapstrake.build.DiskProblem;
import dev.lapstrake.build.ImageName;
import dev.lapstrake.build.ImagePublish;
import dev.lapstrake.build.LockChoice;
import dev.lapstrake.build.Machine;
import dev.lapstrake.build.Workplace;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.net.Outside;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.publish.PipelineOutputs;
import dev.lapstrake.publish.Published;
import dev.lapstrake.publish.PushTarget;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.trace.Tracing;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** What the goals that make or move an image have in common. */
abstract class ImageMojo extends RegistryMojo {
    private static final String SKIPPED = "dev.lapstrake.skipped";

    /**
     * Name of the image: {@code registry/repository:tag}. Without a registry it is Docker Hub's, as everywhere; where nothing
     * gives it a tag, that is the project's version. By default the project's artifact id and version, which serves
     * everything but a push.
     */
    @Parameter(property = "lapstrake.image")
    @Nullable
    String image;

    /** Further tags, beside the one in {@code <image>}. */
    @Parameter(property = "lapstrake.tags")
    List<String> tags = List.of();

    /**
     * Rules that find further tags: {@code version} is the project's version; {@code semver} that, and for a release
     * {@code 1.4} and {@code 1} too; {@code commit} the commit's whole name, {@code branch} the branch; {@code latest} is
     * {@code latest}, for a release only.
     */
    @Parameter(property = "lapstrake.tagging")
    List<String> tagging = List.of();

    /** Further places to push to, each as {@code registry/repository}; with a tag of its own it gets that one only. */
    @Parameter(property = "lapstrake.targets")
    List<String> targets = List.of();

    /**
     * Whether a push fails where a tag is another image's: {@code true}, {@code false}, or {@code releases}, for tags that
     * are whole versions and no SNAPSHOT.
     */
    @Parameter(property = "lapstrake.immutableTags", defaultValue = "false")
    String immutableTags = "false";

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

    /**
     * Records where the time goes, as a trace that {@code chrome://tracing} and Perfetto show: {@code true} writes
     * {@code trace.json} to {@code target/lapstrake}, and anything else is the file to write.
     */
    @Parameter(property = "lapstrake.trace", defaultValue = "false")
    String trace = "false";

    @Parameter(defaultValue = "${mojoExecution}", readonly = true)
    MojoExecution execution;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    MavenProject project;

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
        try (MavenLog log = new MavenLog(getLog(), interactive)) {
            runTraced(log);
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

    private void runTraced(BuildLog log) throws BuildException, MojoFailureException {
        if (!TraceParameter.isWanted(trace)) {
            run(log);
            return;
        }
        Path file = TraceParameter.file(trace, folder(), output());
        String goal = "lapstrake:" + execution.getGoal() + " " + project.getArtifactId();
        try (Tracing tracing = new Tracing(file, session.getStartTime().toInstant(), goal, log)) {
            tracing.record(this::run);
        }
    }

    /** Does what the goal is for. */
    abstract void run(BuildLog log) throws BuildException, MojoFailureException;

    /** The image's name, the default one if the user gave none. */
    final ImageName name() throws BuildException {
        return naming().name();
    }

    final Naming naming() {
        return new Naming(this, System.getenv());
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

    /** Pushes what the store has. */
    final void push(BuildLog log, Registries registries, List<PushTarget> places) throws BuildException {
        ImagePublish publish = new ImagePublish(workplace(), registries, log);
        List<Published> published = publish.run(places);
        published.forEach(this::logPushed);
        tell(published);
        publish.debug(places).forEach(this::logPushed);
    }

    /** Says to whatever runs this build what came of it. */
    final void tell(List<Published> published) throws BuildException {
        try {
            new PipelineOutputs(workplace().output(), System.getenv()).write(published);
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
    }

    private void logPushed(Published published) {
        for (ImageReference name : published.target().names()) {
            getLog().info("Pushed " + name + ", " + published.image().digest());
        }
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
        Outside outside = new Outside(session.isOffline(), proxies());
        Machine machine = shared().machine();
        return new Workplace(folder(), output(), cache, cacheChoice(), lockChoice(), outside, machine);
    }

    private Path output() {
        return hasPom() ? outputDirectory.toPath() : startFolder().resolve("target/lapstrake");
    }

    final boolean hasPom() {
        return project.getFile() != null;
    }

    /** The project's folder, or the one that Maven was started in. */
    final Path folder() {
        return hasPom() ? project.getBasedir().toPath() : startFolder();
    }

    /** Where Maven was started; without a POM the project has no folder, nor one for what is built. */
    private Path startFolder() {
        return Path.of(session.getExecutionRootDirectory());
    }
}
