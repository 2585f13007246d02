package dev.lapstrake.verify;

import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file of the image, or an entry of an archive in it.
 *
 * @param path of the file, or of the archive
 * @param name the path from the image's top; of an entry, behind {@code !/}
 * @param bytes of its content; an entry's can be read once, while it is looked at
 */
record CodeFile(TreePath path, String name, Bytes bytes) {
    /** Opens what there is to read. */
    interface Bytes {
        InputStream open() throws IOException;
    }

    /** The plain name. */
    String shortName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    Violation violation(Rule rule, Image image, String what) {
        return new Violation(rule.id(), name, image.layer(path), what);
    }
}
