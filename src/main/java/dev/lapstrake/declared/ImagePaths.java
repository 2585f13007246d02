package dev.lapstrake.declared;

import dev.lapstrake.root.StandardFolders;
import dev.lapstrake.root.deb.UsrMerge;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.MalformedTreeException;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** How the paths that users write become paths of an image. */
public enum ImagePaths {
    /** In a root that is made here {@code /bin}, {@code /lib} and their like are links, and files go where they lead. */
    MERGED_USR {
        @Override
        TreePath place(TreePath path, Entry entry) {
            return UsrMerge.path(path, entry);
        }
    },
    /** What an image of somebody else has in these places is not known. */
    AS_WRITTEN {
        @Override
        TreePath place(TreePath path, Entry entry) {
            return path;
        }
    },
    /** The files do not go into an image, but into a folder of the build. */
    NO_IMAGE {
        @Override
        TreePath place(TreePath path, Entry entry) {
            return path;
        }

        @Override
        Tree layer(Tree files) {
            return files;
        }
    };

    /** What names of such files begin with (image-spec, layer.md, "Whiteouts"). */
    private static final String WHITEOUT = ".wh.";

    abstract TreePath place(TreePath path, Entry entry);

    /**
     * Files as a layer of an image. It names the folders that they lie in, since programs that unpack layers do not
     * agree on the mode of those that it does not name; but none in the place of a link of the merged {@code /usr}.
     */
    Tree layer(Tree files) throws IOException, MalformedTreeException {
        Map<TreePath, Entry> placed = new TreeMap<>();
        for (Map.Entry<TreePath, Entry> file : files.entries().entrySet()) {
            TreePath place = place(file.getKey(), file.getValue());
            if (place.name().startsWith(WHITEOUT)) {
                throw new MalformedTreeException("'" + place + "' has a name that deletes files of other layers");
            }
            Entry other = placed.put(place, file.getValue());
            if (other != null && !other.isLike(file.getValue())) {
                throw new MalformedTreeException("two files come to '" + place + "'");
            }
        }
        return StandardFolders.restored(Tree.of(placed).withParents())
                .filter((path, entry) -> !(entry instanceof Entry.Folder && mayBeLink(path)));
    }

    private static boolean mayBeLink(TreePath path) {
        return path.parent().isEmpty() && !UsrMerge.path(path).equals(path);
    }
}
