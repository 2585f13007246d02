package dev.lapstrake.image;

import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Links;
import dev.lapstrake.tree.TarReader.LayerTree;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Layers laid under each other, from the top down, with their whiteouts (OCI image-spec, layer.md). */
final class LayerMerge {
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    private static final int MOST_HOPS = 40;

    private final Map<TreePath, Entry> entries = new TreeMap<>();
    private final Map<TreePath, TreePath> hardLinks = new HashMap<>();
    private final Set<TreePath> gone = new HashSet<>();
    private final Set<TreePath> opaque = new HashSet<>();
    private boolean nothingBelow;

    /** Lays another layer under those that are there. */
    void below(LayerTree layer) {
        resolveHardLinks(layer);
        Map<TreePath, Entry> shown = new TreeMap<>();
        layer.tree().entries().forEach((path, entry) -> {
            if (isShown(path)) {
                shown.put(path, entry.withAttributes(entry.attributes().atShippedTime()));
            }
        });
        Map<TreePath, TreePath> linked = new TreeMap<>(layer.hardLinks());
        linked.keySet().removeIf(path -> !isShown(path));
        entries.putAll(shown);
        hardLinks.putAll(linked);
        layer.tree().entries().forEach(this::hide);
        gone.addAll(layer.hardLinks().keySet());
    }

    /** A hard link shares its file even when a layer above has taken the file's own name away. */
    private void resolveHardLinks(LayerTree layer) {
        for (Map.Entry<TreePath, TreePath> link : List.copyOf(hardLinks.entrySet())) {
            Entry found = layer.tree().get(link.getValue()).orElse(null);
            TreePath further = layer.hardLinks().get(link.getValue());
            if (found != null) {
                entries.put(
                        link.getKey(), found.withAttributes(found.attributes().atShippedTime()));
                hardLinks.remove(link.getKey());
            } else if (further != null) {
                hardLinks.put(link.getKey(), further);
            }
        }
    }

    private boolean isShown(TreePath path) {
        boolean isMarker = Arrays.stream(path.value().split("/", -1)).anyMatch(name -> name.startsWith(WHITEOUT));
        return !isMarker && !nothingBelow && !isHidden(path);
    }

    /** A whiteout hides what lies in the layers under its own, and so does a file that took a folder's place. */
    private void hide(TreePath path, Entry entry) {
        Optional<TreePath> folder = path.parent();
        if (path.name().equals(OPAQUE)) {
            folder.ifPresentOrElse(opaque::add, () -> nothingBelow = true);
        } else if (path.name().startsWith(WHITEOUT)) {
            String name = path.name().substring(WHITEOUT.length());
            gone.add(folder.map(in -> in.resolve(name)).orElseGet(() -> new TreePath(name)));
        } else if (!(entry instanceof Entry.Folder)) {
            gone.add(path);
        }
    }

    private boolean isHidden(TreePath path) {
        return entries.containsKey(path)
                || gone.contains(path)
                || above(path).stream().anyMatch(at -> gone.contains(at) || opaque.contains(at));
    }

    /** The folders that a path lies in, the top one first. */
    private static List<TreePath> above(TreePath path) {
        List<TreePath> folders = new ArrayList<>();
        for (Optional<TreePath> at = path.parent();
                at.isPresent();
                at = at.get().parent()) {
            folders.add(at.get());
        }
        Collections.reverse(folders);
        return folders;
    }

    /** True if lower layers can't change what a path means, and what lies below it. */
    boolean isSettled(TreePath path) {
        return (nothingBelow && hardLinks.isEmpty()) || isSettled(path, MOST_HOPS);
    }

    private boolean isSettled(TreePath path, int hops) {
        if (entries.get(path) instanceof Entry.Link || firstLink(path).isPresent()) {
            Optional<TreePath> next = followed(path);
            return next.isEmpty() || hops == 0 || isSettled(next.get(), hops - 1);
        }
        boolean isWhole = opaque.contains(path)
                || gone.contains(path)
                || above(path).stream().anyMatch(at -> gone.contains(at) || opaque.contains(at));
        return isWhole && hardLinks.keySet().stream().noneMatch(path::holds);
    }

    private Optional<TreePath> firstLink(TreePath path) {
        return above(path).stream()
                .filter(at -> entries.get(at) instanceof Entry.Link)
                .findFirst();
    }

    /** Follows the first link on the way to a path, or the path itself; empty if it leaves the tree. */
    private Optional<TreePath> followed(TreePath path) {
        TreePath at = firstLink(path).orElse(path);
        return entries.get(at) instanceof Entry.Link link
                ? Links.target(at, link.target())
                        .map(to -> new TreePath(
                                to.value() + path.value().substring(at.value().length())))
                : Optional.of(path);
    }

    /** Hard links whose files no layer had so far. */
    Map<TreePath, TreePath> hardLinksToNothing() {
        return Collections.unmodifiableMap(hardLinks);
    }

    /**
     * All files. What a layer put into a folder without naming the folder, which is a link in a layer below, lies where
     * the link leads to, as if the layers had been unpacked over each other.
     */
    Tree tree() {
        Map<TreePath, Entry> placed = new TreeMap<>(entries);
        Set<TreePath> folders = new HashSet<>();
        entries.keySet().forEach(path -> folders.addAll(above(path)));
        placed.keySet().removeIf(path -> folders.contains(path) && entries.get(path) instanceof Entry.File);
        for (TreePath path : entries.keySet()) {
            if (firstLink(path).isPresent()) {
                Entry entry = placed.remove(path);
                place(path).ifPresent(to -> placed.merge(to, entry, LayerMerge::upper));
            }
        }
        return Tree.of(placed);
    }

    private static Entry upper(Entry there, Entry moved) {
        return moved instanceof Entry.Folder ? there : moved;
    }

    private Optional<TreePath> place(TreePath path) {
        Optional<TreePath> at = Optional.of(path);
        for (int hops = 0; hops < MOST_HOPS && at.flatMap(this::firstLink).isPresent(); hops++) {
            at = at.flatMap(this::followed);
        }
        return at.filter(to -> firstLink(to).isEmpty());
    }
}
