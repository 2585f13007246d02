package dev.lapstrake.maven;

import dev.lapstrake.app.DependencyLayers;
import dev.lapstrake.app.ProjectSource;
import dev.lapstrake.build.ApplicationChoice;
import dev.lapstrake.build.BuildRequest;
import dev.lapstrake.build.DiskProblem;
import dev.lapstrake.build.FoundationChoice;
import dev.lapstrake.build.ImageName;
import dev.lapstrake.build.ManifestChoice;
import dev.lapstrake.build.PlatformRequest;
import dev.lapstrake.build.Target;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/** What says how an image is made: for the goal that makes it, and the one that says what would be done. */
abstract class ApplicationMojo extends LaunchMojo {
    private static final Set<String> LIBRARY = Set.of("main-class-missing", "nothing-compiled");

    /**
     * What the image runs: {@code java}, the project's application, or {@code none}, whatever stages hand over. With none
     * there is no Java in the image, and {@code <entryPoint>} says what is started.
     */
    @Parameter(property = "lapstrake.application", defaultValue = "java")
    private String application = "java";

    /**
     * The Java runtime: {@code linked} has the modules that the application needs, {@code jre} all of Java SE, for
     * applications that load classes which can't be seen.
     */
    @Parameter(property = "lapstrake.java", defaultValue = "linked")
    private String java = "linked";

    /**
     * The JDK whose modules the runtime is linked of: the folder of one, or {@code debian} for Debian's, out of the suite of
     * the root, of the release of the JDK that builds; or a packed one, with
     * {@code <archive>} and {@code <sha256>} inside of it, or {@code -Dlapstrake.jdk.archive} and
     * {@code -Dlapstrake.jdk.sha256}. By default the JDK that builds, and for another platform than this machine's Debian's.
     * A JDK for another platform must be of the release of the one that builds, and have jmods.
     */
    @Parameter(property = "lapstrake.jdk")
    private JdkParameter jdk = new JdkParameter();

    /**
     * What the application starts from: {@code none}; {@code base}, an archive of the runtime's own classes; {@code cds}, one
     * of the application's classes as well; {@code aot}, an AOT cache, from Java 25; {@code auto}, the fastest that the JDK
     * has. For the last three the application is run once, see {@code <training>}. By default {@code base} where that is the
     * same bytes each time, from Java 21, and {@code none} before.
     */
    @Parameter(property = "lapstrake.startup")
    private @Nullable String startup;

    /**
     * How the application is run for {@code <startup>}. By default Spring Boot starts, and ends when it has started; anything
     * else runs until it ends, or for a minute. Inside of it: {@code <ready><http>} an address that answers when the
     * application has started, {@code <requests>} with {@code <request>GET /orders</request>} or
     * {@code <request>POST /orders @file</request>}, {@code <environment>}, {@code <arguments>}, {@code <timeout>}
     * ({@code 60s}), {@code <required>} ({@code true}), and {@code <covers>}: {@code dependencies}, or {@code application} for an
     * archive that has the project's own classes as well and is made again when these change. An error where
     * {@code <startup>} asks for nothing of it, other than by {@code none}.
     */
    @Parameter
    private @Nullable TrainingParameter training;

    /** Modules to have in the runtime beside those that the application is seen to need, such as {@code jdk.jfr}. */
    @Parameter(property = "lapstrake.modules")
    private List<String> modules = List.of();

    /** The class to start. By default what the jar or Spring Boot plugin names, or the only class with a main method. */
    @Parameter(property = "lapstrake.mainClass")
    private @Nullable String mainClass;

    /**
     * How many layers the dependencies may be spread over, from 1 to 100, so that raising one pushes little more than that
     * one; half of them are for big jars, which have a layer each.
     */
    @Parameter(property = "lapstrake.dependencyLayers", defaultValue = "48")
    private String dependencyLayers = "48";

    /**
     * In whose words manifests are written: {@code oci}, or {@code docker} for registries and runtimes that know nothing
     * else; those have no annotations.
     */
    @Parameter(property = "lapstrake.format", defaultValue = "oci")
    private String format = "oci";

    /**
     * How layers are compressed: {@code gzip}, which everything can unpack, or {@code zstd}, which is smaller and faster, and
     * which registries and runtimes know that are not old. The layers of a {@code <base>} stay as they are.
     */
    @Parameter(property = "lapstrake.compression", defaultValue = "gzip")
    private String compression = "gzip";

    /**
     * Annotations of the manifests and of the index over them; also {@code -Dlapstrake.annotations.NAME=value}. Those are
     * found without being named: {@code org.opencontainers.image.title} and {@code .version} out of the POM,
     * {@code .revision} and {@code .source} out of git and {@code <scm>}, {@code .created} where a time is set, and
     * {@code .base.name} and {@code .base.digest}. One that is empty here is left out.
     */
    @Parameter
    private Map<String, String> annotations = Map.of();

    /**
     * Whether to make another image beside the image, under its tags with {@code -debug} behind them: the same layers, a
     * shell and its commands in {@code /busybox}, and with {@code <jdk>true</jdk>} inside of it, or
     * {@code -Dlapstrake.debug.jdk}, the tools {@code jcmd}, {@code jstack}, {@code jmap} and {@code jfr}.
     */
    @Parameter(property = "lapstrake.debug")
    private DebugParameter debug = new DebugParameter();

    @Inject
    private ToolchainManager toolchains;

    @Inject
    private RepositorySystem repository;

    @Override
    final boolean hasImage() {
        return isWithoutJava() || super.hasImage();
    }

    @Override
    final boolean isWithoutJava() {
        return application.equals("none");
    }

    /** What is done with the application of a module. */
    interface Work<R> {
        R of() throws BuildException;
    }

    /** Does it, or passes over a module that nobody said is an application, in a build not set up module by module. */
    final <R> Optional<R> unlessLibrary(Work<R> work) throws BuildException {
        try {
            return Optional.of(work.of());
        } catch (BuildException e) {
            boolean said = mainClass != null || execution.getSource() != MojoExecution.Source.CLI;
            if (said
                    || session.getProjects().size() == 1
                    || !LIBRARY.contains(e.problem().id())) {
                throw e;
            }
            skipModule();
            return Optional.empty();
        }
    }

    final BuildRequest request(ImageName name) throws BuildException {
        PlatformChoice platforms = platforms();
        FoundationChoice foundation = foundation();
        List<PlatformRequest> requests = new ArrayList<>();
        for (Platform platform : platforms.platforms()) {
            requests.add(new PlatformRequest(
                    new Target(platform, foundation, debian()),
                    application(platform, platforms.jdk(platform)),
                    stageChoice(),
                    launch(),
                    debug.choice(properties())));
        }
        return new BuildRequest(name, requests, manifests());
    }

    private ManifestChoice manifests() throws BuildException {
        SortedMap<String, String> all = new FoundAnnotations(project, launch().created()).all();
        all.putAll(Parsed.named("annotations", annotations, properties()));
        return new ManifestChoice(Parsed.format(format), Parsed.compression(compression), all);
    }

    private ApplicationChoice application(Platform platform, Optional<JdkParameter> own) throws BuildException {
        StartupParameter started =
                new StartupParameter(Optional.ofNullable(startup), Optional.ofNullable(training), properties());
        if (Parsed.withoutJava(application)) {
            started.checkAbsent();
            return new ApplicationChoice.None();
        }
        try {
            return new ApplicationChoice.Java(
                    source(platform),
                    runtime(own),
                    started.choice(folder()),
                    DependencyLayers.parse(dependencyLayers.strip()));
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
    }

    /**
     * @param own the JDK that the user names for the platform alone
     */
    final ApplicationChoice.RuntimeChoice runtime(Optional<JdkParameter> own) throws BuildException {
        return new ApplicationChoice.RuntimeChoice(
                new BuildJdk(toolchains, session).home(),
                own.isPresent() ? own.get().choice(folder()) : jdk.choice(folder(), properties()),
                Parsed.wholeJavaSe(java),
                Parsed.list(modules));
    }

    private ProjectSource source(Platform platform) throws IOException, BuildException {
        PlatformArtifacts artifacts = new PlatformArtifacts(
                repository, session.getRepositorySession(), project, PlatformArtifacts.Classifiers.of(platform));
        return new ProjectReader(project, session.getProjects())
                .read(artifacts.all(getLog()), Optional.ofNullable(mainClass));
    }

    private Properties properties() {
        return session.getUserProperties();
    }
}
