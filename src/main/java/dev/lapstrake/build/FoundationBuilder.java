package dev.lapstrake.build;

import dev.lapstrake.app.Application;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.Step;
import dev.lapstrake.log.Stopwatch;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.registry.ImagePull;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.root.RootRequest;
import dev.lapstrake.root.RootStage;
import dev.lapstrake.root.apt.ArchiveRequest;
import dev.lapstrake.root.elf.ElfNeeds;
import dev.lapstrake.runtime.Jdk;
import dev.lapstrake.runtime.ModuleFinder;
import dev.lapstrake.runtime.Modules;
import dev.lapstrake.runtime.RuntimeStage;
import dev.lapstrake.stage.StageCache;
import dev.lapstrake.stage.StageResult;
import dev.lapstrake.stage.StageRunner;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes what the application is laid on: root and runtime, or an image that the user names. */
final class FoundationBuilder {
    private final Workplace workplace;
    private final Layout layout;
    private final Registries registries;
    private final BuildLog log;

    FoundationBuilder(Workplace workplace, Layout layout, Registries registries, BuildLog log) {
        this.workplace = workplace;
        this.layout = layout;
        this.registries = registries;
        this.log = log;
    }

    Foundation build(BuildRequest request, Application application) throws IOException, BuildException {
        if (request.foundation() instanceof FoundationChoice.Distroless distroless) {
            return distroless(distroless, request.platform(), application);
        }
        return pulled((FoundationChoice.Base) request.foundation(), request.platform());
    }

    private Foundation distroless(FoundationChoice.Distroless choice, Platform platform, Application application)
            throws IOException, BuildException {
        requireThisMachine(platform);
        StageRunner stages = new StageRunner(new StageCache(layout), workplace.scratch(), log);
        Jdk jdk = Jdk.at(choice.jdk());
        StageResult runtime = stages.run(new RuntimeStage(jdk, modules(choice, jdk, application)));
        ElfNeeds needs = ElfNeeds.parse(runtime.fact(RuntimeStage.NEEDS));
        StageResult root = stages.run(root(choice, platform, needs));
        Descriptor manifest = FoundationImage.write(platform, List.of(root, runtime), layout);
        SortedMap<String, String> facts = new TreeMap<>(root.facts());
        facts.putAll(runtime.facts());
        facts.keySet().removeAll(List.of("summary", RuntimeStage.NEEDS));
        return new Foundation(
                manifest, RuntimeStage.HOME.absolute() + "/bin/java", List.of(root.name(), runtime.name()), facts);
    }

    private static void requireThisMachine(Platform platform) throws BuildException {
        boolean linux = System.getProperty("os.name", "").startsWith("Linux");
        if (!linux || !Platform.ofThisMachine().accepts(platform)) {
            throw new Problem(
                            "platform-not-here",
                            "No runtime for this platform can be linked from the JDK of this machine.",
                            platform.toString(),
                            "build on Linux of that architecture, or name an image with a Java runtime in <base>")
                    .exception();
        }
    }

    private RootStage root(FoundationChoice.Distroless choice, Platform platform, ElfNeeds needs)
            throws IOException, BuildException {
        ArchiveRequest archive = ArchiveRequest.of(choice.suite(), platform, choice.mirror(), workplace.debian())
                .offline(workplace.offline());
        return new RootStage(RootRequest.of(archive, choice.packages(), needs), log);
    }

    private Foundation pulled(FoundationChoice.Base base, Platform platform) throws IOException, BuildException {
        Stopwatch watch = Stopwatch.start();
        String name = "base:" + base.image() + " for " + platform;
        Optional<Descriptor> known = layout.find(name);
        Descriptor image = workplace.offline() ? cached(known, base) : pull(base, platform);
        layout.tag(name, image);
        List<Descriptor> layers = layout.manifest(image).layers();
        long size = layers.stream().mapToLong(Descriptor::size).sum();
        boolean reused =
                known.filter(before -> before.digest().equals(image.digest())).isPresent();
        log.step(new Step("base", base.image().toString(), size, watch.time(), reused));
        String exact = base.image().withDigest(image.digest()).toString();
        return new Foundation(
                image, "java", Collections.nCopies(layers.size(), "base"), new TreeMap<>(Map.of("base", exact)));
    }

    private Descriptor pull(FoundationChoice.Base base, Platform platform) throws IOException, BuildException {
        return new ImagePull(registries, layout)
                .pull(base.image(), platform, "base")
                .descriptor();
    }

    private static Descriptor cached(Optional<Descriptor> known, FoundationChoice.Base base) throws BuildException {
        return known.orElseThrow(() -> new Problem(
                        "base-offline",
                        "Maven is offline, and the image in <base> is not in the cache.",
                        base.image().toString(),
                        "run the build once without -o")
                .exception());
    }

    private Modules modules(FoundationChoice.Distroless choice, Jdk jdk, Application application)
            throws IOException, BuildException {
        ModuleFinder finder = new ModuleFinder(jdk, workplace.references());
        return choice.allModules()
                ? finder.javaSe(choice.modules())
                : finder.neededBy(application.code(), choice.modules());
    }
}
