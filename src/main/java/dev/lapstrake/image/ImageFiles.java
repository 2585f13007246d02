package dev.lapstrake.image;

import dev.lapstrake.image.SourceImage.LayerBytes;
import dev.lapstrake.image.SourceImage.SourceLayer;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Links;
import dev.lapstrake.tree.MalformedTreeException;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads files out of an image, from its top layer down, and no layer more than it takes. */
public final class ImageFiles {
    private final SourceImage image;
    private final Path scratch;

    /**
     * @param scratch a folder for unpacked layers, which lives as long as the trees are in use
     */
    public ImageFiles(SourceImage image, Path scratch) {
        this.image = image;
        this.scratch = scratch;
    }

    /** All files of the image. */
    public Tree all() throws IOException, BuildException {
        return merged(Set.of(), false);
    }

    /**
     * Some files of the image: each path that is wanted, with all below it. Where a path leads through links, they are
     * followed inside the image, and what they lead to is in the result under the path that was asked for. What the
     * image does not have is not in the result.
     */
    public Tree some(Set<TreePath> wanted) throws IOException, BuildException {
        Tree all = merged(wanted, true);
        TreeMap<TreePath, Entry> found = new TreeMap<>();
        for (TreePath path : new TreeSet<>(wanted)) {
            Links.follow(all, path).ifPresent(from -> {
                TreePath to = isBehindLink(path, found) ? from : path;
                all.entries().forEach((at, entry) -> {
                    if (from.holds(at)) {
                        found.put(
                                new TreePath(to.value()
                                        + at.value().substring(from.value().length())),
                                entry);
                    }
                });
            });
        }
        return tree(found);
    }

    /** True for a path in a folder that is wanted too, and has the link: then the place has its own name besides. */
    private static boolean isBehindLink(TreePath path, Map<TreePath, Entry> found) {
        return path.parent()
                .filter(parent -> found.get(parent) instanceof Entry.Link || isBehindLink(parent, found))
                .isPresent();
    }

    private Tree tree(Map<TreePath, Entry> found) throws BuildException {
        try {
            return Tree.of(found);
        } catch (MalformedTreeException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    private Tree merged(Set<TreePath> wanted, boolean mayStop) throws IOException, BuildException {
        try {
            LayerMerge merge = new LayerMerge();
            List<SourceLayer> fromTheTop = new ArrayList<>(image.layers());
            Collections.reverse(fromTheTop);
            for (SourceLayer layer : fromTheTop) {
                if (mayStop && wanted.stream().allMatch(merge::isSettled)) {
                    return merge.tree();
                }
                LayerBytes bytes = layer.fetch();
                Path tar = scratch.resolve(bytes.digest().hex() + ".tar");
                merge.below(LayerFile.of(image.name(), bytes).unpack(tar));
            }
            if (!merge.hardLinksToNothing().isEmpty()) {
                throw malformed("hard links to nothing: " + merge.hardLinksToNothing());
            }
            return merge.tree();
        } catch (IllegalArgumentException e) { // names and whiteouts that can't be in a tree
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    private BuildException malformed(String what) {
        return ImageFinder.malformed(image.name(), what);
    }
}
