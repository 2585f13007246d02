package dev.lapstrake.root;

import dev.lapstrake.root.contents.Names;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Folders that every image has (FHS 3.0), each with the owner and mode that programs count on. A layer that puts
 * something into one of them must leave these as they are.
 */
public final class StandardFolders {
    /** What an installation makes, since no package has it. */
    private static final Map<TreePath, Entry> MADE = Map.of(
            new TreePath("home"), Entry.folder(),
            new TreePath("home/nonroot"), folder(0700, Names.NONROOT.id()),
            new TreePath("root"), folder(0700, 0),
            new TreePath("tmp"), folder(01777, 0),
            new TreePath("var/tmp"), folder(01777, 0));

    private static final Set<String> PLAIN = Set.of(
            "bin",
            "etc",
            "etc/ssl",
            "etc/ssl/certs",
            "lib",
            "lib64",
            "opt",
            "sbin",
            "srv",
            "usr",
            "usr/bin",
            "usr/lib",
            "usr/lib64",
            "usr/libexec",
            "usr/local",
            "usr/local/bin",
            "usr/local/lib",
            "usr/local/share",
            "usr/sbin",
            "usr/share",
            "var",
            "var/cache",
            "var/lib",
            "var/log");

    private StandardFolders() {}

    private static Entry folder(int mode, int owner) {
        return new Entry.Folder(Attributes.FOLDER.withMode(mode).ownedBy(owner, owner));
    }

    static Map<TreePath, Entry> made() {
        return MADE;
    }

    /** The same tree, its standard folders as they must be. */
    public static Tree restored(Tree tree) {
        Map<TreePath, Entry> restored = new TreeMap<>();
        tree.entries()
                .forEach((path, entry) -> restored.put(
                        path, entry instanceof Entry.Folder ? find(path).orElse(entry) : entry));
        return Tree.of(restored);
    }

    private static Optional<Entry> find(TreePath path) {
        return Optional.ofNullable(MADE.get(path))
                .or(() -> PLAIN.contains(path.value()) ? Optional.of(Entry.folder()) : Optional.empty());
    }
}
