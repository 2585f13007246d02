package dev.lapstrake.archive;

import dev.lapstrake.oci.Closure;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Index;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files of an OCI layout that holds one image (image-spec, image-layout.md). */
final class OciFiles {
    /** The whole name, for containerd and podman: the specification's own annotation has no room but for a tag. */
    private static final String WHOLE_NAME = "io.containerd.image.name";

    private OciFiles() {}

    static Tree of(ArchivedImage image) throws IOException {
        Map<TreePath, Entry> files = new TreeMap<>();
        files.put(TreePath.of("oci-layout"), Entry.file("{\"imageLayoutVersion\":\"1.0.0\"}"));
        files.put(TreePath.of("index.json"), index(image));
        for (Descriptor part : Closure.of(image.image(), image.layout()).all()) {
            TreePath path = TreePath.of("blobs/sha256/" + part.digest().hex());
            files.put(path, BlobFile.of(part, image.layout()));
        }
        return Tree.of(files).withParents();
    }

    private static Entry index(ArchivedImage image) {
        List<Descriptor> entries =
                image.names().stream().map(name -> named(image.image(), name)).toList();
        return new Entry.File(Attributes.FILE, Content.of(Index.of(entries).bytes()));
    }

    private static Descriptor named(Descriptor image, ImageReference name) {
        return new Descriptor(image.mediaType(), image.digest(), image.size())
                .annotated(Map.of(Descriptor.REF_NAME, name.selector(), WHOLE_NAME, name.qualified()));
    }
}
