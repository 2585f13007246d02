package dev.lapstrake.build;

import dev.lapstrake.app.Dependency.Origin;
import dev.lapstrake.app.ProjectFixture;
import dev.lapstrake.assemble.ContainerUser;
import dev.lapstrake.assemble.Environment;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Index;
import dev.lapstrake.oci.Layer;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.publish.PushTarget;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.registry.RegistryAccess;
import dev.lapstrake.registry.TagChoice;
import dev.lapstrake.registry.credentials.CredentialChain;
import dev.lapstrake.registry.server.EmbeddedRegistry;
import dev.lapstrake.root.apt.Mirror;
import dev.lapstrake.root.apt.Suite;
import dev.lapstrake.startup.JvmProfile;
import dev.lapstrake.startup.StartupChoice;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A project, a cache, and a registry that has a base image: enough to make images without Debian's archive. */
final class BuildFixture implements Closeable {
    final Path folder;
    final ProjectFixture project;
    final Layout remote;
    final EmbeddedRegistry registry;
    final Registries registries = new Registries(RegistryAccess.of(CredentialChain.NONE, Set.of()));
    Workplace workplace;
    BuildLog log = BuildLog.SILENT;

    BuildFixture(Path folder) throws IOException {
        this.folder = folder;
        workplace = new Workplace(folder, folder.resolve("target"), folder.resolve("cache"), false);
        project = new ProjectFixture(folder).main("a.Main").dependency("g", "lib", "1.0", Origin.RELEASE);
        remote = Layout.at(folder.resolve("remote"));
        registry = EmbeddedRegistry.start(remote);
        Descriptor image = baseImage("base");
        remote.tag("base:single", image);
        Descriptor index = remote.add(
                MediaType.INDEX,
                Index.of(List.of(image.on(Platform.ofThisMachine()))).bytes());
        remote.tag("base:index", index);
    }

    /** An image in the registry, whose {@code /etc/base} holds a text. */
    Descriptor baseImage(String text) throws IOException {
        Layer layer = Layer.write(
                Tree.EMPTY.with(TreePath.of("etc/base"), Entry.file(text)).withParents(), remote);
        String config = """
                {"architecture":"%s","os":"linux","config":{"Entrypoint":["/base"]},\
                "rootfs":{"type":"layers","diff_ids":["%s"]},"history":[{"created_by":"somebody"}]}""".formatted(Platform.ofThisMachine().architecture(), layer.diffId());
        Descriptor blob = remote.add(MediaType.CONFIG, config.getBytes(StandardCharsets.UTF_8));
        return remote.add(
                MediaType.MANIFEST,
                Manifest.ofImage(blob, List.of(layer.blob())).bytes());
    }

    FoundationChoice base(String name) throws BuildException {
        return new FoundationChoice.Base(
                ImageReference.parse(registry.address() + "/" + name, "base"), List.of(), Optional.empty());
    }

    ImageName name(String name) throws BuildException {
        return ImageName.parse(registry.address() + "/" + name, List.of(), "1");
    }

    /** The fixture's registry as the only place to push to. */
    List<PushTarget> targets(String name) throws BuildException {
        return List.of(new PushTarget(
                name(name).reference(), TagChoice.movable(name(name).tags())));
    }

    ApplicationChoice java() throws IOException {
        return java(new ApplicationChoice.JdkChoice.Standard());
    }

    ApplicationChoice java(ApplicationChoice.JdkChoice target) throws IOException {
        Path jdk = Path.of(System.getProperty("java.home"));
        return new ApplicationChoice.Java(
                project.source(),
                new ApplicationChoice.RuntimeChoice(jdk, target, false, List.of()),
                StartupChoice.NONE);
    }

    /** A request for an image of the Java application on a base. */
    BuildRequest request(String base) throws IOException, BuildException {
        return request(base(base), java(), StageChoice.NONE);
    }

    BuildRequest request(FoundationChoice foundation, ApplicationChoice application, StageChoice stages)
            throws BuildException {
        return request(application, stages, launch(List.of()), on(Platform.ofThisMachine(), foundation));
    }

    /** A request for an image on one platform, or on several. */
    BuildRequest request(ApplicationChoice application, StageChoice stages, LaunchChoice launch, Target... targets)
            throws BuildException {
        List<PlatformRequest> platforms = Stream.of(targets)
                .map(target -> new PlatformRequest(target, application, stages, launch, DebugChoice.NONE))
                .toList();
        return new BuildRequest(name("app:1.0"), platforms, ManifestChoice.STANDARD);
    }

    /** Debian's archive is nowhere: no test is to ask the network. */
    static Target on(Platform platform, FoundationChoice foundation) throws BuildException {
        Mirror nowhere = Mirror.of("file:///nowhere/debian");
        return new Target(platform, foundation, new DebianChoice(Suite.TRIXIE, Optional.of(nowhere)));
    }

    static LaunchChoice launch(List<String> entryPoint) {
        return new LaunchChoice(
                entryPoint,
                JvmProfile.SERVICE,
                List.of(),
                List.of(),
                new Environment(new TreeMap<>()),
                new TreeMap<>(),
                List.of(),
                ContainerUser.NONROOT,
                "/app",
                Instant.EPOCH);
    }

    BuildResult build(BuildRequest request) throws BuildException {
        return new ImageBuild(workplace, registries, log).run(request);
    }

    @Override
    public void close() throws IOException {
        registry.close();
    }
}
