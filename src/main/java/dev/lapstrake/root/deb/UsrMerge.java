package dev.lapstrake.root.deb;

import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.TreePath;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/** The merged {@code /usr}: what packages put into {@code /bin}, {@code /lib} and their like is found below it. */
public final class UsrMerge {
    private static final Set<String> MOVED = Set.of("bin", "sbin", "lib", "lib32", "lib64", "libo32", "libx32");

    private UsrMerge() {}

    /** Where a path of a package comes to be. */
    public static TreePath path(TreePath path) {
        String value = path.value();
        int slash = value.indexOf('/');
        String top = slash < 0 ? value : value.substring(0, slash);
        return MOVED.contains(top) ? new TreePath("usr/" + value) : path;
    }

    /** Where an entry comes to be; the links that make the folders one stay. */
    public static TreePath path(TreePath path, Entry entry) {
        return entry instanceof Entry.Link && MOVED.contains(path.value()) ? path : path(path);
    }

    /**
     * What a link leads to, or a search path: absolute ones start at the top.
     *
     * @param folder where a relative one starts
     * @return empty if that is the top itself, or outside of it
     */
    public static Optional<TreePath> follow(TreePath folder, String target) {
        Deque<String> names = new ArrayDeque<>();
        String whole = target.startsWith("/") ? target : folder + "/" + target;
        for (String name : whole.split("/+", -1)) {
            if (name.equals("..")) {
                if (names.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(path(new TreePath(String.join("/", names))));
    }
}
