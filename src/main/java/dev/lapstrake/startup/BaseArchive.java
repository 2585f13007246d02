package dev.lapstrake.startup;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.disk.SearchPath;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.runtime.RuntimeStage;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.stage.StageInputs;
import dev.lapstrake.stage.StageOutput;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The archive of a runtime's own classes (JEP 341), which jlink leaves out, and which a JVM uses by itself where it finds it
 * in this place.
 *
 * @param root with the C library that the runtime needs
 * @param place where programs of the platform can be run here
 */
public record BaseArchive(Stage root, Stage runtime, Place place) implements Stage {
    public static final String NAME = "base-archive";

    private static final TreePath FILE = RuntimeStage.HOME.resolve("lib/server/classes.jsa");
    private static final Duration LIMIT = Duration.ofMinutes(10);

    /** Of the collectors only these can be in force when all of an archive is made, and with this heap every machine has it. */
    static final List<String> DUMP = List.of("-XX:+UseG1GC", "-Xmx1g", "-Xshare:dump");

    /**
     * Where an image's programs are run.
     *
     * @param platform of the image
     * @param programs where an emulator is looked for
     * @param log the file that gets what they print
     */
    public record Place(Platform platform, SearchPath programs, Path log) {
        /** True if programs of the platform can be run here. */
        public boolean isUsable() {
            return ImageFolder.at(Path.of(""), platform, programs).isPresent();
        }

        ImageFolder folder(Path root) {
            return ImageFolder.at(root, platform, programs)
                    .orElseThrow(() -> new IllegalStateException("no " + platform + " here"));
        }

        JavaRun run(ImageFolder image, Path folder) throws IOException {
            Files.createDirectories(log.toAbsolutePath().getParent());
            Files.deleteIfExists(log);
            return new JavaRun(
                    image.java(),
                    folder,
                    new TreeMap<>(Map.of("LC_ALL", "C.UTF-8", "TZ", "UTC")),
                    log.toAbsolutePath());
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Stage> inputs() {
        return List.of(root, runtime);
    }

    @Override
    public CacheKey key(StageInputs inputs) {
        return CacheKey.of(NAME, 1).with("runtime", inputs.keyOf(runtime));
    }

    @Override
    public StageOutput run(StageInputs inputs, Path scratch) throws IOException, BuildException {
        ImageFolder image = place.folder(scratch.resolve("root"));
        image.add(inputs.treeOf(root, scratch).overlay(inputs.treeOf(runtime, scratch)));
        Path archive = scratch.resolve("classes.jsa");
        JavaRun java = place.run(image, scratch);
        List<String> dump = new ArrayList<>(DUMP);
        dump.add("-XX:SharedArchiveFile=" + archive);
        java.toEnd(dump, LIMIT);
        java.toEnd(List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:on", "-version"), LIMIT);
        Tree tree = Tree.EMPTY
                .with(FILE, new Entry.File(Attributes.FILE, Content.of(archive)))
                .withParents();
        return StageOutput.of(tree, Map.of("summary", "the runtime's classes", "startup", "base"));
    }
}
