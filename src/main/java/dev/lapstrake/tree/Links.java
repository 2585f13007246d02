package dev.lapstrake.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Follows symbolic links inside a tree, as a process does whose root directory is the tree's top. */
public final class Links {
    private static final int MOST_HOPS = 40; // as many as Linux follows

    private Links() {}

    /**
     * What a link says, as a path from the top; other links on the way are not looked at.
     *
     * @param link where the link lies
     * @return empty if it leads to the top itself, or climbs above it
     */
    public static Optional<TreePath> target(TreePath link, String target) {
        return walk(Tree.EMPTY, link, target).flatMap(Links::path);
    }

    /** True if an entry is a link that climbs above the tree's top. One that begins there stays inside. */
    public static boolean climbs(TreePath path, Entry entry) {
        if (!(entry instanceof Entry.Link link) || link.target().startsWith("/")) {
            return false;
        }
        int depth = path.value().split("/", -1).length - 1;
        for (String name : link.target().split("/", -1)) {
            depth += name.equals("..") ? -1 : name.isEmpty() || name.equals(".") ? 0 : 1;
            if (depth < 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * The place that a path leads to when every link on its way, and at its end, is followed.
     *
     * @return empty if there is nothing, the links go round in a circle, or they leave the tree
     */
    public static Optional<TreePath> follow(Tree tree, TreePath path) {
        return walk(tree, path.value()).flatMap(Links::path).filter(place -> exists(tree, place));
    }

    /** True if a link leads out of its tree, by itself or through others; absolute ones start at the tree's top. */
    public static boolean leaves(Tree tree, TreePath link, String target) {
        return walk(tree, link, target).isEmpty();
    }

    private static Optional<List<String>> walk(Tree tree, TreePath link, String target) {
        String folder = link.parent().map(parent -> parent.value() + "/").orElse("");
        return walk(tree, target.startsWith("/") ? target : folder + target);
    }

    /**
     * Goes step by step: {@code ..} behind a link is the parent of where the link leads, not of where it lies.
     *
     * @return the names from the top, none for the top itself, and up to the link that begins a circle; empty if the
     *     way leads above the top
     */
    private static Optional<List<String>> walk(Tree tree, String way) {
        Deque<String> ahead = new ArrayDeque<>(List.of(way.split("/", -1)));
        List<String> at = new ArrayList<>();
        int hops = 0;
        while (!ahead.isEmpty()) {
            String name = ahead.removeFirst();
            if (name.equals("..")) {
                if (at.isEmpty()) {
                    return Optional.empty();
                }
                at.remove(at.size() - 1);
            } else if (!name.isEmpty() && !name.equals(".")) {
                at.add(name);
                Optional<String> link = link(tree, at);
                if (link.isPresent() && hops++ == MOST_HOPS) {
                    return Optional.of(at);
                }
                link.ifPresent(target -> turn(at, ahead, target));
            }
        }
        return Optional.of(at);
    }

    private static Optional<String> link(Tree tree, List<String> names) {
        return path(names)
                .flatMap(tree::get)
                .flatMap(entry -> entry instanceof Entry.Link link ? Optional.of(link.target()) : Optional.empty());
    }

    private static void turn(List<String> at, Deque<String> ahead, String target) {
        at.remove(at.size() - 1);
        if (target.startsWith("/")) {
            at.clear();
        }
        List<String> names = new ArrayList<>(List.of(target.split("/", -1)));
        Collections.reverse(names);
        names.forEach(ahead::addFirst);
    }

    private static Optional<TreePath> path(List<String> names) {
        return names.isEmpty() ? Optional.empty() : Optional.of(new TreePath(String.join("/", names)));
    }

    /** Some trees do not name the folders that their files lie in. */
    private static boolean exists(Tree tree, TreePath path) {
        Optional<Entry> entry = tree.get(path);
        return entry.isPresent()
                ? !(entry.get() instanceof Entry.Link)
                : tree.entries().tailMap(path).keySet().stream()
                        .takeWhile(other -> other.value().startsWith(path.value()))
                        .anyMatch(path::holds);
    }
}
