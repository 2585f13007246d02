package dev.lapstrake.root;

import dev.lapstrake.root.deb.UsrMerge;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The lists in which dpkg keeps which files are whose.
 *
 * @param below all files of an image
 */
record FileLists(Tree below) {
    private static final TreePath FOLDER = new TreePath("var/lib/dpkg/info");
    private static final String ENDING = ".list";

    /** What names of files begin with that hide others in the layers below (OCI image-spec, layer.md, "Whiteouts"). */
    private static final String WHITEOUT = ".wh.";

    private static final Predicate<String> PATH =
            Pattern.compile("(/(?!\\.{1,2}(/|$))[^/\\x00]+)+").asMatchPredicate();

    /** Settings stay when their package no longer has them. */
    private static final TreePath SETTINGS = new TreePath("etc");

    /** The lists of packages that are laid on the image. */
    Tree of(RootTree.Result added) throws IOException {
        Map<TreePath, Entry> lists = new TreeMap<>();
        for (Piece piece : added.contributors()) {
            Tree files = piece.deb()
                    .tree()
                    .filter((path, entry) -> added.kept().get(path).isPresent())
                    .withParents();
            String paths = files.entries().keySet().stream()
                    .map(path -> path.absolute() + "\n")
                    .collect(Collectors.joining());
            TreePath list = list(piece);
            lists.put(list, Entry.file("/.\n" + paths));
            lists.put(
                    new TreePath(list.value().replaceFirst(ENDING + "$", ".md5sums")),
                    Entry.file(StatusRecords.md5sums(piece, added.kept())));
        }
        return Tree.of(lists);
    }

    /** Of a package that there may be several architectures of, the list has the one's name. */
    private static TreePath list(Piece piece) {
        boolean same = piece.deb().control().lines().anyMatch("Multi-Arch: same"::equals);
        String name = same ? piece.name() + ":" + piece.origin().architecture() : piece.name();
        return FOLDER.resolve(name + ENDING);
    }

    /** What hides those files of replaced packages that neither the newer ones have nor any other package. */
    Tree hidden(RootTree.Result added) throws IOException {
        Set<TreePath> own = added.contributors().stream().map(FileLists::list).collect(Collectors.toSet());
        Set<TreePath> left = new TreeSet<>();
        for (TreePath list : own) {
            left.addAll(read(list));
        }
        left.removeIf(path -> SETTINGS.holds(path)
                || added.all().get(path).isPresent()
                || below.get(path).map(Entry.Folder.class::isInstance).orElse(true));
        if (!left.isEmpty()) {
            for (TreePath list : lists()) {
                left.removeAll(own.contains(list) ? Set.of() : read(list));
            }
        }
        Map<TreePath, Entry> hidden = new TreeMap<>();
        left.forEach(path -> hidden.put(whiteout(path), Entry.file("")));
        return Tree.of(hidden);
    }

    private static TreePath whiteout(TreePath path) {
        return path.parent().orElseThrow().resolve(WHITEOUT + path.name());
    }

    private List<TreePath> lists() {
        return below.entries().keySet().stream()
                .filter(path -> FOLDER.holds(path) && path.name().endsWith(ENDING))
                .toList();
    }

    private Set<TreePath> read(TreePath list) throws IOException {
        return DebianBase.text(below, list)
                .map(text -> text.lines()
                        .filter(PATH)
                        .map(line -> UsrMerge.path(new TreePath(line.substring(1))))
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }
}
