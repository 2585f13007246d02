package dev.lapstrake.runtime;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.disk.Host;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Links a Java runtime with {@code jlink} (JEP 282). Nothing inside is compressed, since a layer is compressed as a whole,
 * and a JVM would have to undo it for each class.
 *
 * @param jdk whose {@code jlink} is run
 * @param target whose modules are linked, for the platform of the image
 */
public record RuntimeStage(Jdk jdk, TargetJdk target, Modules modules, RuntimeExtras extras) implements Stage {
    /** Where the runtime lies in the image. */
    public static final TreePath HOME = TreePath.of("opt/java");

    public static final String NAME = "runtime";

    /** The fact with the Java version. */
    public static final String VERSION = "java";

    /** It runs for three seconds, in which a better compiler and more memory do not pay. */
    private static final List<String> LINKER = List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC");

    private static final TreePath TRUST_STORE = HOME.resolve("lib/security/cacerts");

    /** Commands for people at a terminal, which come with modules that a server uses for other things. */
    private static final Set<String> COMMANDS =
            Set.of("jrunscript", "jwebserver", "keytool", "kinit", "klist", "ktab", "rmiregistry", "serialver");

    /** Parts that only a display or a sound device can use: their libraries would be X11's and ALSA's. */
    private static final Pattern HEADFUL = Pattern.compile("lib(awt_xawt|jawt|splashscreen|jsound)\\.so");

    /** Draws text, for which a root without fonts has no use; what Debian's needs for it would be a third of the root. */
    private static final TreePath FONTS = HOME.resolve("lib/libfontmanager.so");

    /** Finds fonts; it is loaded when the first text is drawn. */
    private static final String FINDS_FONTS = "libfontconfig.so.1";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CacheKey key(StageInputs inputs) throws IOException, BuildException {
        CacheKey key = key(NAME, 3);
        return extras.equals(RuntimeExtras.NONE)
                ? key
                : key.with("text", String.valueOf(extras.drawsText())).with("languages", extras.languages());
    }

    @Override
    public boolean accepts(Map<String, String> facts) {
        return facts.containsKey(VERSION) && facts.containsKey("modules") && ElfNeeds.isText(facts.get(ElfNeeds.FACT));
    }

    @Override
    public StageOutput run(StageInputs inputs, Path scratch) throws IOException, BuildException {
        Path image = link(scratch);
        String version = Jdk.version(image);
        Tree tree = FolderReader.read(image)
                .filter((path, entry) -> isWanted(path))
                .below(HOME)
                .with(TRUST_STORE, Entry.link("/etc/ssl/certs/java/cacerts"))
                .withParents();
        String summary = "Java " + version + ", " + modules.names().size() + " modules";
        return StageOutput.of(
                tree,
                Map.of(
                        "summary",
                        summary,
                        VERSION,
                        version,
                        "modules",
                        String.join("\n", modules.names()),
                        ElfNeeds.FACT,
                        needs(tree).text()));
    }

    private ElfNeeds needs(Tree tree) throws IOException {
        if (extras.drawsText() && tree.get(FONTS).isPresent()) {
            return ElfNeeds.of(tree).and(FINDS_FONTS, FONTS.value());
        }
        return ElfNeeds.of(tree.filter((path, entry) -> !path.equals(FONTS)));
    }

    /** A key that covers the modules, and the JDK that they are of. */
    CacheKey key(String kind, int version) throws IOException, BuildException {
        CacheKey key = CacheKey.of(kind, version)
                .with("jdk", target.identity().hex())
                .with("jlink", jdk.version())
                .with("modules", modules.names());
        // On Windows jlink writes notes in the place of links between licences.
        return Host.current() == Host.WINDOWS ? key.with("host", Host.WINDOWS.name()) : key;
    }

    /** The linked runtime as it comes, in a folder of the scratch folder. */
    Path link(Path scratch) throws IOException, BuildException {
        Path image = scratch.resolve("image");
        JdkTool.run(jdk, "jlink", arguments(source(scratch), image));
        return image;
    }

    /** Other modules of the same JDK, and nothing else. */
    RuntimeStage with(Modules other) {
        return new RuntimeStage(jdk, target, other, RuntimeExtras.NONE);
    }

    private List<String> source(Path scratch) throws IOException, BuildException {
        Optional<Path> jmods = target.jmods(scratch);
        if (jmods.isEmpty()) {
            jdk.checkLinks();
        }
        return jmods.map(folder -> List.of("--module-path", folder.toString())).orElse(List.of());
    }

    private List<String> arguments(List<String> source, Path image) {
        List<String> arguments = new ArrayList<>(LINKER);
        arguments.addAll(source);
        arguments.addAll(List.of(
                "--add-modules",
                String.join(",", modules.names()),
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                image.toString()));
        if (!extras.languages().isEmpty()) {
            // jlink fails if it knows none of them, and it knows English.
            arguments.add("--include-locales=en," + String.join(",", extras.languages()));
        }
        return arguments;
    }

    private static boolean isWanted(TreePath path) {
        return !(path.value().startsWith("bin/") && COMMANDS.contains(path.name()))
                && !HEADFUL.matcher(path.name()).matches();
    }
}
