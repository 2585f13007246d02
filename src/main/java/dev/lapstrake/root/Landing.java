package dev.lapstrake.root;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Links;
import dev.lapstrake.tree.MalformedTreeException;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lays files on an image as an installation would: behind the image's own links, into its own folders, and without what
 * it has already.
 *
 * @param below all files of the image
 * @param image its name, for errors
 */
record Landing(Tree below, String image) {
    Tree layer(Tree files) throws IOException, BuildException {
        Map<TreePath, Entry> landed = new TreeMap<>();
        for (Map.Entry<TreePath, Entry> entry : files.entries().entrySet()) {
            TreePath path = place(entry.getKey());
            if (!isThere(path, entry.getValue())) {
                landed.put(path, entry.getValue());
            }
        }
        try {
            Map<TreePath, Entry> complete = new TreeMap<>();
            Tree.of(landed)
                    .withParents()
                    .entries()
                    .forEach((path, entry) -> complete.put(path, folderOfBase(path, entry)));
            return Tree.of(complete);
        } catch (MalformedTreeException e) {
            throw clash(String.valueOf(e.getMessage()));
        }
    }

    /** A folder stays whatever a package says of it, and where a package has a link, as dpkg leaves it. */
    private boolean isThere(TreePath path, Entry entry) throws IOException, BuildException {
        Optional<TreePath> end = Links.follow(below, path);
        if (entry instanceof Entry.Folder) {
            checkFolder(path, end);
            return end.isPresent();
        }
        Optional<Entry> present = below.get(path);
        if (present.isEmpty() ? end.isPresent() : present.get() instanceof Entry.Folder) {
            if (entry instanceof Entry.Link) {
                return true;
            }
            throw clash(path.absolute() + ", which is a folder there");
        }
        return present.isPresent()
                && present.get().attributes().equals(entry.attributes())
                && present.get().isLike(entry);
    }

    /**
     * @param end where the folder is, its links followed
     */
    private void checkFolder(TreePath path, Optional<TreePath> end) throws BuildException {
        boolean isFolder = end.isPresent()
                ? below.get(end.get()).map(Entry.Folder.class::isInstance).orElse(true)
                : below.get(path).isEmpty();
        if (!isFolder) {
            throw clash(path.absolute() + ", which is no folder there");
        }
    }

    private Entry folderOfBase(TreePath path, Entry entry) {
        return entry instanceof Entry.Folder
                ? below.get(path).filter(Entry.Folder.class::isInstance).orElse(entry)
                : entry;
    }

    private TreePath place(TreePath path) throws BuildException {
        Optional<TreePath> parent = path.parent();
        return parent.isPresent() ? folder(parent.get()).resolve(path.name()) : path;
    }

    private TreePath folder(TreePath path) throws BuildException {
        Optional<TreePath> end = Links.follow(below, path);
        TreePath place = end.isPresent() ? end.get() : place(path);
        checkFolder(place, end);
        return place;
    }

    private BuildException clash(String found) {
        return new Problem(
                        "packages-clash",
                        "<packages> have something in a place where the image in <base> has something of another kind.",
                        image + ": " + found,
                        "leave out the package that has it, or take another <base>")
                .exception();
    }
}
