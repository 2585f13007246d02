package dev.lapstrake.declared;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.root.contents.Names;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Links;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Files that one stage takes from another: a Dockerfile's {@code COPY --from}.
 *
 * @param from the name of the stage that has the files
 * @param source what is copied: a file, or a folder with all that is in it; empty for everything
 * @param target where it goes, and whether a file goes inside of it
 * @param settings what is changed on the way
 */
public record Copy(String from, Optional<TreePath> source, Target target, Settings settings) {
    /**
     * A place.
     *
     * @param path empty for the top
     * @param isFolder true if a file that is copied keeps its name and goes inside: the user wrote a slash at the end
     */
    public record Target(Optional<TreePath> path, boolean isFolder) {
        private TreePath resolve(String name) {
            return path.map(folder -> folder.resolve(name)).orElseGet(() -> new TreePath(name));
        }

        private TreePath ofFile(TreePath source) {
            return isFolder || path.isEmpty() ? resolve(source.name()) : path.get();
        }
    }

    /**
     * What becomes of the files' attributes.
     *
     * @param mode of every file; empty to leave it. A folder may be entered by whoever may read it.
     * @param owner of everything, as {@link Names#owner} reads it
     */
    public record Settings(Optional<Integer> mode, String owner) {
        public static final Settings PLAIN = new Settings(Optional.empty(), "root");

        private static final int READ = 0444;

        private Entry apply(Entry entry) {
            Attributes old = entry.attributes();
            int bits = entry instanceof Entry.Link
                    ? old.mode()
                    : mode.map(wanted -> mode(wanted, entry)).orElse(old.mode());
            return entry.withAttributes(new Attributes(bits, 0, 0, Attributes.SHIPPED));
        }

        private static int mode(int wanted, Entry entry) {
            return entry instanceof Entry.Folder ? wanted | (wanted & READ) >> 2 : wanted;
        }
    }

    /**
     * Takes the files out of a stage's tree, and puts them where they go. A folder comes as what is in it, and the
     * target takes its place. They are root's there.
     */
    Tree apply(Tree tree) throws BuildException {
        if (source.isEmpty()) {
            return moved(Entry.folder(), tree, "");
        }
        TreePath place = Links.follow(tree, source.get()).orElseThrow(this::nothing);
        Entry entry = tree.get(place).orElseGet(Entry::folder);
        return entry instanceof Entry.Folder
                ? moved(entry, tree.filter((path, any) -> place.holds(path)), place.value() + "/")
                : Tree.of(Map.of(target.ofFile(source.get()), settings.apply(entry)));
    }

    private Tree moved(Entry folder, Tree tree, String prefix) {
        Map<TreePath, Entry> entries = new TreeMap<>();
        target.path().ifPresent(path -> entries.put(path, settings.apply(folder)));
        tree.entries().forEach((path, entry) -> {
            if (path.value().length() > prefix.length()) {
                entries.put(target.resolve(path.value().substring(prefix.length())), settings.apply(entry));
            }
        });
        return Tree.of(entries);
    }

    private BuildException nothing() {
        return new Problem(
                        "copy-source-missing",
                        "<copy> takes something from the stage '" + from + "' that is not there.",
                        source.map(TreePath::value).orElse("."),
                        "write in <source> the path of a file or folder that the stage has; for a stage with commands"
                                + " only what <outputs> matches is there")
                .exception();
    }

    /** The copy as a Dockerfile would say it. */
    String text() {
        return source.map(TreePath::value).orElse(".")
                + " → "
                + target.path().map(TreePath::value).orElse(".")
                + (target.isFolder() ? "/" : "");
    }
}
