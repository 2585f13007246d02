package dev.lapstrake.root;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.root.deb.UsrMerge;
import dev.lapstrake.root.elf.ElfFile;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the libraries among the packages' files that others need, as the dynamic loader does ({@code ld.so(8)}): in the
 * folders that a file names itself, then in the standard ones.
 */
final class Libraries {
    private static final int MOST_HOPS = 40; // as many as Linux follows

    private final Tree files;
    private final Set<String> below;
    private final List<TreePath> standard;
    private final Map<String, TreePath> elsewhere = new HashMap<>();
    private final SortedSet<TreePath> kept = new TreeSet<>();
    private final Deque<TreePath> unread = new ArrayDeque<>();

    /**
     * @param files all that the packages have
     * @param below files that are there already
     * @param triplet the name of the architecture's folder
     */
    Libraries(Tree files, Tree below, String triplet) {
        this.files = files;
        this.below = below.entries().keySet().stream()
                .map(TreePath::name)
                .filter(name -> name.contains(".so"))
                .collect(Collectors.toUnmodifiableSet());
        this.standard = List.of(new TreePath("usr/lib/" + triplet), new TreePath("usr/lib"));
        files.entries().keySet().stream()
                .filter(path -> path.name().contains(".so"))
                .forEach(path -> elsewhere.putIfAbsent(path.name(), path));
    }

    /**
     * Keeps an entry with all that it needs, and where it is a link, what that leads to.
     *
     * @return where links led in the end
     */
    TreePath keep(TreePath path) {
        TreePath at = path;
        for (int hops = 0; hops < MOST_HOPS && files.get(at).isPresent(); hops++) {
            if (kept.add(at)) {
                unread.add(at);
            }
            Optional<TreePath> next = target(at, files.get(at).get());
            if (next.isEmpty()) {
                return at;
            }
            at = next.get();
        }
        return at;
    }

    private static Optional<TreePath> target(TreePath path, Entry entry) {
        return entry instanceof Entry.Link link
                ? path.parent().flatMap(folder -> UsrMerge.follow(folder, link.target()))
                : Optional.empty();
    }

    /** Keeps a library with all that it needs, if it is found. */
    void keepIfThere(String soname) {
        place(soname, List.of()).ifPresent(this::keep);
    }

    /** Keeps a library, wherever it is found, with all that it needs. */
    void keep(String soname, String neededBy) throws BuildException {
        find(soname, List.of(), neededBy).ifPresent(this::keep);
    }

    /** All that is kept, links included. */
    Set<TreePath> closure() throws IOException, BuildException {
        while (!unread.isEmpty()) {
            TreePath path = unread.remove();
            Optional<Entry> entry = files.get(path);
            Optional<ElfFile> elf = entry.isPresent() ? ElfFile.read(path, entry.get()) : Optional.empty();
            if (elf.isPresent()) {
                List<TreePath> own = folders(path, elf.get());
                for (String soname : elf.get().needed()) {
                    find(soname, own, path.value()).ifPresent(this::keep);
                }
            }
        }
        return kept;
    }

    private static List<TreePath> folders(TreePath path, ElfFile elf) {
        TreePath folder = path.parent().orElseThrow();
        return elf.ownFolders(path)
                .flatMap(text -> UsrMerge.follow(folder, text).stream())
                .toList();
    }

    /** The place of a library; nowhere among the packages' files if it is there already. */
    private Optional<TreePath> find(String soname, List<TreePath> own, String neededBy) throws BuildException {
        Optional<TreePath> found = place(soname, own);
        if (found.isEmpty() && !below.contains(name(soname))) {
            throw unknown(soname, neededBy);
        }
        return found;
    }

    private Optional<TreePath> place(String soname, List<TreePath> own) {
        String name = name(soname);
        return Stream.concat(own.stream(), standard.stream())
                .map(folder -> folder.resolve(name))
                .filter(path -> files.get(path).isPresent())
                .findFirst()
                .or(() -> Optional.ofNullable(elsewhere.get(name)));
    }

    private static String name(String soname) {
        return soname.substring(soname.lastIndexOf('/') + 1);
    }

    private static BuildException unknown(String soname, String neededBy) {
        return new Problem(
                        "library-unknown",
                        "'" + neededBy + "' needs a shared library that no chosen Debian package has.",
                        soname,
                        "name the package that has it in <packages>; packages.debian.org finds it by the file")
                .exception();
    }
}
