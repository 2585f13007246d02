package dev.lapstrake.startup;

import dev.lapstrake.disk.Host;
import dev.lapstrake.disk.SearchPath;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.runtime.RuntimeStage;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.FolderWriter;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The files of an image in a folder of this machine, where its Java runtime can be run: with the loader and the C library of
 * the image, or by a processor emulator.
 *
 * @param emulator of another processor than this machine's
 */
record ImageFolder(Path root, Optional<File> emulator) {
    private static final FileTime SHIPPED = FileTime.from(Instant.ofEpochSecond(Attributes.SHIPPED));
    private static final Pattern LOADER = Pattern.compile("usr/lib(64|/[^/]+)?/(ld-linux[^/]*|ld64)\\.so\\.\\d+");
    private static final Pattern LIBRARY = Pattern.compile("usr/lib/[^/]+/libc\\.so\\.6");
    private static final Map<String, String> EMULATED = Map.of(
            "amd64", "x86_64", "arm64", "aarch64", "arm", "arm", "ppc64le", "ppc64le", "riscv64", "riscv64", "s390x",
            "s390x");

    /** Where programs of a platform can be run here, if they can. */
    static Optional<ImageFolder> at(Path root, Platform platform, SearchPath programs) {
        if (Host.current() != Host.LINUX) {
            return Optional.empty();
        }
        if (Platform.ofHost().accepts(platform)) {
            return Optional.of(new ImageFolder(root, Optional.empty()));
        }
        String name = "qemu-" + EMULATED.getOrDefault(platform.architecture(), platform.architecture());
        return programs.find(name + "-static", List.of(""))
                .or(() -> programs.find(name, List.of("")))
                .map(emulator -> new ImageFolder(root, Optional.of(emulator)));
    }

    /** Adds files, at the times that they have in the image. */
    void add(Tree tree) throws IOException {
        Files.createDirectories(root);
        FolderWriter.write(relative(tree), root);
        for (Map.Entry<TreePath, Entry> entry : tree.entries().entrySet()) {
            if (entry.getValue() instanceof Entry.File) {
                ship(entry.getKey());
            }
        }
    }

    /** Gives a file the time that it has in the image: an archive knows its jars by it. */
    void ship(TreePath path) throws IOException {
        Files.setLastModifiedTime(file(path), SHIPPED);
    }

    /** What a JVM would find out about the user who builds, in the place of what it finds in a container. */
    List<String> substitutes() throws IOException {
        Path home = Files.createDirectories(root.resolve("tmp/home"));
        return List.of("-Duser.home=" + home, "-Duser.name=nonroot", "-Djava.io.tmpdir=" + home.getParent());
    }

    Path file(TreePath path) {
        return root.resolve(path.value());
    }

    /** The same with links that mean the same wherever the tree is. */
    private static Tree relative(Tree tree) throws IOException {
        Map<TreePath, Entry> entries = new TreeMap<>(tree.entries());
        entries.replaceAll((path, entry) ->
                entry instanceof Entry.Link link && link.target().startsWith("/")
                        ? Entry.link("../".repeat(path.value().split("/").length - 1)
                                + link.target().substring(1))
                        : entry);
        return Tree.of(entries);
    }

    /** The command that starts a JVM of the image here. */
    List<String> java() throws IOException {
        String java = file(RuntimeStage.HOME.resolve("bin/java")).toString();
        if (emulator.isPresent()) {
            return List.of(emulator.get().getPath(), "-L", root.toString(), java);
        }
        Optional<Path> loader = find(LOADER);
        Optional<Path> library = find(LIBRARY);
        return loader.isEmpty() || library.isEmpty()
                ? List.of(java)
                : List.of(
                        loader.get().toString(),
                        "--library-path",
                        library.get().resolveSibling("").toString(),
                        java);
    }

    private Optional<Path> find(Pattern name) throws IOException {
        Path libraries = root.resolve("usr");
        if (!Files.isDirectory(libraries)) {
            return Optional.empty();
        }
        try (var files = Files.walk(libraries, 3)) {
            return files.filter(file -> name.matcher(
                                    root.relativize(file).toString().replace(File.separatorChar, '/'))
                            .matches())
                    .sorted()
                    .findFirst();
        }
    }
}
