package dev.lapstrake.tree;

import java.util.Optional;

/**
 * The place of an entry in a tree: names joined by {@code /}, relative to the tree's top, as in {@code usr/bin/java}.
 * Every path that came from outside passes through {@link #of}, so a path can't be absolute and can't climb.
 * The order is that of the characters, which puts a folder before what is in it.
 *
 * @param value never empty, never with an empty, {@code .} or {@code ..} component or a NUL
 */
public record TreePath(String value) implements Comparable<TreePath> {
    public TreePath {
        String around = "/" + value + "/";
        boolean isSound = !around.contains("//") && !around.contains("/./") && !around.contains("/../");
        if (!isSound || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not a path inside a tree: '" + value + "'");
        }
    }

    /**
     * Reads a path as archives write it: a leading {@code ./} and a trailing {@code /} are dropped.
     *
     * @throws IllegalArgumentException if the path is absolute, climbs, or is empty
     */
    public static TreePath of(String text) {
        String value = text;
        while (value.startsWith("./")) {
            value = value.substring(2);
        }
        while (value.endsWith("/")) {
            value = value.substring(0, value.length() - 1);
        }
        return new TreePath(value);
    }

    public String name() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    public Optional<TreePath> parent() {
        int slash = value.lastIndexOf('/');
        return slash < 0 ? Optional.empty() : Optional.of(new TreePath(value.substring(0, slash)));
    }

    public TreePath resolve(String relative) {
        return of(value + "/" + relative);
    }

    /** True for this path itself and for everything below it. */
    public boolean holds(TreePath other) {
        return other.value.equals(value) || other.value.startsWith(value + "/");
    }

    /** The path with a leading slash, as it is seen from inside a container. */
    public String absolute() {
        return "/" + value;
    }

    @Override
    public int compareTo(TreePath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
