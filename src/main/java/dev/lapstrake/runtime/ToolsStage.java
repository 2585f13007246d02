package dev.lapstrake.runtime;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.stage.StageInputs;
import dev.lapstrake.stage.StageOutput;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.FolderReader;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The commands that look into a running JVM: {@code jcmd}, {@code jstack}, {@code jmap}, {@code jfr} and their like.
 *
 * <p>They are programs of modules that the image's runtime does not have, and can't be given afterwards without changing
 * its bytes. So they are a second runtime beside it, linked of the very same modules of the very same JDK: what a JVM is
 * asked by a JDK of its own build, it understands.
 *
 * @param runtime the image's own
 */
public record ToolsStage(RuntimeStage runtime) implements Stage {
    public static final String NAME = "java-tools";

    /** Where the second runtime lies in the image. */
    public static final TreePath HOME = TreePath.of("opt/java-tools");

    /** These two require all that the commands need. */
    private static final List<String> MODULES = List.of("jdk.jcmd", "jdk.jfr");

    private static final Set<String> COMMANDS = Set.of("jcmd", "jfr", "jinfo", "jmap", "jps", "jstack", "jstat");

    public static final TreePath PROGRAMS = HOME.resolve("bin");

    /** A shell script that lets the commands reach a JVM in another container. */
    private static final String ATTACH = "attach";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CacheKey key(StageInputs inputs) throws IOException, BuildException {
        return linked().key(NAME, 2).with("attach", Digest.of(script().open()).hex());
    }

    private RuntimeStage linked() {
        return runtime.with(new Modules(new TreeSet<>(MODULES)));
    }

    @Override
    public StageOutput run(StageInputs inputs, Path scratch) throws IOException, BuildException {
        Path image = linked().link(scratch);
        Tree tree = FolderReader.read(image)
                .below(HOME)
                .filter((path, entry) -> isWanted(path))
                .with(PROGRAMS.resolve(ATTACH), new Entry.File(Attributes.EXECUTABLE, script()))
                .withParents();
        String version = Jdk.version(image);
        return StageOutput.of(tree, Map.of("summary", "Java " + version + ", " + COMMANDS.size() + " commands"));
    }

    private static Content script() throws IOException {
        try (InputStream in = ToolsStage.class.getResourceAsStream(ATTACH)) {
            return Content.of(Objects.requireNonNull(in).readAllBytes());
        }
    }

    /** The certificates are those of the machine, on Debian; nothing here speaks TLS. */
    private static boolean isWanted(TreePath path) {
        boolean program = PROGRAMS.holds(path) && !PROGRAMS.equals(path);
        return program ? COMMANDS.contains(path.name()) : !path.name().equals("cacerts");
    }
}
