package dev.lapstrake.archive;

import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Index;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.MediaType;
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

    private final Layout layout;
    private final Map<TreePath, Entry> files = new TreeMap<>();

    private OciFiles(Layout layout) {
        this.layout = layout;
    }

    static Tree of(ArchivedImage image) throws IOException {
        OciFiles files = new OciFiles(image.layout());
        files.files.put(TreePath.of("oci-layout"), Entry.file("{\"imageLayoutVersion\":\"1.0.0\"}"));
        files.files.put(TreePath.of("index.json"), index(image));
        files.add(image.image());
        return Tree.of(files.files).withParents();
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

    private void add(Descriptor manifest) throws IOException {
        addBlob(manifest);
        if (MediaType.isIndex(manifest.mediaType())) {
            for (Descriptor child : Index.parse(layout.read(manifest.digest())).manifests()) {
                add(child);
            }
        } else {
            for (Descriptor blob : layout.manifest(manifest).blobs().toList()) {
                addBlob(blob);
            }
        }
    }

    private void addBlob(Descriptor blob) throws IOException {
        TreePath path = TreePath.of("blobs/sha256/" + blob.digest().hex());
        if (!files.containsKey(path)) {
            files.put(path, BlobFile.of(blob, layout));
        }
    }
}
