package dev.lapstrake.verify;

import dev.lapstrake.root.elf.ElfFile;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Links;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the dynamic loader of an image finds libraries (ld.so(8); ld-musl reads {@code /etc/ld-musl-ARCH.path}). */
final class Loader {
    private static final Pattern STANDARD =
            Pattern.compile("((usr/)?(local/)?lib(32|64|x32)?|(usr/)?lib/[a-z0-9_]+-linux-[a-z0-9]+)");
    private static final Pattern LISTS =
            Pattern.compile("etc/(ld\\.so\\.conf|ld\\.so\\.conf\\.d/[^/]+\\.conf|ld-musl-[a-z0-9_]+\\.path)");

    private final Tree tree;
    private final List<String> folders = new ArrayList<>();
    private final Map<String, TreePath> names = new HashMap<>();

    Loader(Image image) throws IOException {
        tree = image.tree();
        tree.entries().keySet().forEach(path -> names.putIfAbsent(path.name(), path));
        folders.addAll(paths(image.container().environment().getOrDefault("LD_LIBRARY_PATH", "")));
        for (TreePath path : tree.entries().keySet()) {
            if (STANDARD.matcher(path.value()).matches()) {
                folders.add(path.absolute());
            } else if (LISTS.matcher(path.value()).matches() && tree.get(path).get() instanceof Entry.File list) {
                folders.addAll(paths(new String(list.content().bytes(), StandardCharsets.UTF_8)));
            }
        }
    }

    private static List<String> paths(String list) {
        return Arrays.stream(list.split("[\\n:]", -1))
                .map(String::strip)
                .filter(path -> path.startsWith("/"))
                .toList();
    }

    /**
     * True if a library is there for a file. Libraries are loaded into programs that may have others in memory already,
     * such as a JVM's; so for them it is enough that somewhere in the image there is one of that name.
     */
    boolean finds(String library, TreePath path, ElfFile elf) {
        if (library.startsWith("/")) {
            return isFile(library);
        }
        if (elf.interpreter().isEmpty() && names.containsKey(library)) {
            return true;
        }
        return Stream.concat(elf.ownFolders(path), folders.stream()).anyMatch(folder -> isFile(folder + "/" + library));
    }

    /** What became of a library that is not found. */
    String whereabouts(String library) {
        return Optional.ofNullable(names.get(library))
                .flatMap(TreePath::parent)
                .map(folder -> "the loader does not find in " + folder.absolute())
                .orElse("is nowhere");
    }

    /** True if a path from the image's top leads to a file. */
    boolean isFile(String path) {
        return Links.target(new TreePath("x"), path)
                .flatMap(place -> Links.follow(tree, place))
                .flatMap(tree::get)
                .filter(Entry.File.class::isInstance)
                .isPresent();
    }
}
