package dev.lapstrake.tree;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * A tree of files: entries in the order of their paths. A tree is a value; every operation gives a new one.
 *
 * <p>A tree is well-formed: nothing lies below a file or a link. So whoever writes it to a disk or into a tar can't be
 * led out of it by a link that an earlier entry made.
 */
public final class Tree {
    public static final Tree EMPTY = new Tree(new TreeMap<>());

    private final NavigableMap<TreePath, Entry> entries;

    private Tree(NavigableMap<TreePath, Entry> entries) {
        this.entries = Collections.unmodifiableNavigableMap(entries);
    }

    /**
     * @throws MalformedTreeException if an entry lies below a file or a link
     */
    public static Tree of(Map<TreePath, Entry> entries) throws MalformedTreeException {
        TreeMap<TreePath, Entry> sorted = new TreeMap<>(entries);
        for (TreePath path : sorted.keySet()) {
            path.parent().ifPresent(parent -> checkFolder(sorted, path, parent));
        }
        return new Tree(sorted);
    }

    private static void checkFolder(Map<TreePath, Entry> entries, TreePath path, TreePath parent) {
        for (Optional<TreePath> at = Optional.of(parent);
                at.isPresent();
                at = at.get().parent()) {
            Entry entry = entries.get(at.get());
            if (entry instanceof Entry.Folder) {
                return; // its own parents are checked with it
            }
            if (entry != null) {
                throw new MalformedTreeException("'" + path + "' lies below '" + at.get() + "', which is no folder");
            }
        }
    }

    public SortedMap<TreePath, Entry> entries() {
        return entries;
    }

    public Optional<Entry> get(TreePath path) {
        return Optional.ofNullable(entries.get(path));
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** This tree with another laid over it: where both have an entry, the other's counts. */
    public Tree overlay(Tree upper) {
        TreeMap<TreePath, Entry> merged = new TreeMap<>(entries);
        merged.putAll(upper.entries);
        return of(merged);
    }

    public Tree with(TreePath path, Entry entry) {
        TreeMap<TreePath, Entry> changed = new TreeMap<>(entries);
        changed.put(path, entry);
        return of(changed);
    }

    public Tree filter(BiPredicate<TreePath, Entry> keep) {
        TreeMap<TreePath, Entry> kept = new TreeMap<>();
        entries.forEach((path, entry) -> {
            if (keep.test(path, entry)) {
                kept.put(path, entry);
            }
        });
        return new Tree(kept);
    }

    /** The same tree moved below a folder. */
    public Tree below(TreePath folder) {
        TreeMap<TreePath, Entry> moved = new TreeMap<>();
        entries.forEach((path, entry) -> moved.put(folder.resolve(path.value()), entry));
        return new Tree(moved);
    }

    /** The same tree with every folder named that an entry lies in: missing ones belong to root, mode 0755. */
    public Tree withParents() {
        TreeMap<TreePath, Entry> complete = new TreeMap<>(entries);
        for (TreePath path : entries.keySet()) {
            Optional<TreePath> parent = path.parent();
            while (parent.isPresent() && complete.putIfAbsent(parent.get(), Entry.folder()) == null) {
                parent = parent.get().parent();
            }
        }
        return new Tree(complete);
    }
}
