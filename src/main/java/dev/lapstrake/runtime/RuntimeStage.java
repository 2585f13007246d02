package dev.lapstrake.runtime;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.elf.ElfNeeds;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.stage.StageInputs;
import dev.lapstrake.stage.StageOutput;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.FolderReader;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Links a Java runtime with {@code jlink} (JEP 282), for the smallest pull rather than the smallest disk: nothing inside
 * is compressed, since a layer is compressed as a whole.
 *
 * @param jdk what it is linked from; its platform is the image's
 */
public record RuntimeStage(Jdk jdk, Modules modules) implements Stage {
    /** Where the runtime lies in the image. */
    public static final TreePath HOME = TreePath.of("opt/java");

    public static final String NAME = "runtime";

    /** The fact with the Java version. */
    public static final String VERSION = "java";

    private static final TreePath TRUST_STORE = HOME.resolve("lib/security/cacerts");

    /** Commands for people at a terminal, which come with modules that a server uses for other things. */
    private static final Set<String> COMMANDS =
            Set.of("jrunscript", "jwebserver", "keytool", "kinit", "klist", "ktab", "rmiregistry", "serialver");

    /** Parts that only a display or a sound device can use: their libraries would be X11's and ALSA's. */
    private static final Pattern HEADFUL = Pattern.compile("lib(awt_xawt|jawt|splashscreen|jsound)\\.so");

    /**
     * Draws text, for which a root without fonts has no use; what Debian's needs for it would be a third of the root.
     * Whoever wants to draw text names the fonts and these libraries in {@code <packages>}.
     */
    private static final TreePath FONTS = HOME.resolve("lib/libfontmanager.so");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CacheKey key(StageInputs inputs) {
        return CacheKey.of(NAME, 1).with("jdk", jdk.identity().hex()).with("modules", modules.names());
    }

    @Override
    public StageOutput run(StageInputs inputs, Path scratch) throws IOException, BuildException {
        jdk.checkLinks();
        Path image = scratch.resolve("image");
        JdkTool.run(jdk, "jlink", arguments(image));
        Tree tree = FolderReader.read(image)
                .filter((path, entry) -> isWanted(path))
                .below(HOME)
                .with(TRUST_STORE, Entry.link("/etc/ssl/certs/java/cacerts"))
                .withParents();
        String summary = "Java " + jdk.version() + ", " + modules.names().size() + " modules";
        return StageOutput.of(
                tree,
                Map.of(
                        "summary",
                        summary,
                        VERSION,
                        jdk.version(),
                        "modules",
                        String.join("\n", modules.names()),
                        ElfNeeds.FACT,
                        ElfNeeds.of(tree.filter((path, entry) -> !path.equals(FONTS)))
                                .text()));
    }

    private List<String> arguments(Path image) {
        return List.of(
                "--add-modules",
                String.join(",", modules.names()),
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--compress=" + (jdk.release() < 21 ? "1" : "zip-0"),
                "--output",
                image.toString());
    }

    private static boolean isWanted(TreePath path) {
        return !(path.value().startsWith("bin/") && COMMANDS.contains(path.name()))
                && !HEADFUL.matcher(path.name()).matches();
    }
}
