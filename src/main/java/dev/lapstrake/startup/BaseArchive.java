package dev.lapstrake.startup;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.runtime.RuntimeStage;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.stage.StageInputs;
import dev.lapstrake.stage.StageOutput;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The archive of a runtime's own classes (JEP 341), which jlink leaves out, and which a JVM uses by itself where it finds it
 * in this place.
 *
 * @param root with the C library that the runtime needs
 * @param place where programs of the platform can be run here
 * @param isRequired false where nobody has asked for it
 */
public record BaseArchive(Stage root, RuntimeStage runtime, ImagePlace place, boolean isRequired)
        implements ArchiveStage {
    public static final String NAME = "base-archive";

    private static final TreePath FILE = RuntimeStage.HOME.resolve("lib/server/classes.jsa");
    private static final Duration LIMIT = Duration.ofMinutes(10);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Stage> inputs() {
        return List.of(root, runtime);
    }

    /** Of the root it needs what any JVM does, which is no part of the archive. */
    @Override
    public CacheKey key(StageInputs inputs) {
        return CacheKey.of(NAME, 2).with("runtime", inputs.keyOf(runtime));
    }

    @Override
    public StageOutput run(StageInputs inputs, Path scratch) throws IOException, BuildException {
        ImageFolder image = place.folder(scratch.resolve("root"));
        image.add(inputs.treeOf(root, scratch).overlay(inputs.treeOf(runtime, scratch)));
        Path archive = scratch.resolve("classes.jsa");
        JavaRun java = place.run(image, scratch);
        List<String> dump = new ArrayList<>(Heap.DUMP);
        dump.add("-XX:SharedArchiveFile=" + archive);
        java.toEnd(dump, LIMIT);
        java.toEnd(List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:on", "-version"), LIMIT);
        boolean isReproducible = StartupChoice.isReproducible(runtime.jdk().release());
        return ArchiveStage.output(FILE, archive, ArchiveStage.facts("base", "the runtime's classes", isReproducible));
    }
}
