package dev.lapstrake.assemble;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.cache.KeptText;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Layer;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.oci.TreeDigest;
import dev.lapstrake.tree.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Layers by what they are made of, so that each is compressed once. Safe for any number of threads. */
final class KnownLayers {
    /** Raised whenever the same files come to be another layer. */
    private static final int VERSION = 1;

    private final Layout layout;
    private final Path folder;
    private final Consumer<Descriptor> made;
    private final Map<Digest, Layer> looked = new ConcurrentHashMap<>();

    /**
     * @param layout that has the layers
     * @param folder where it is kept which they are
     * @param made is told of each layer that was not known
     */
    KnownLayers(Layout layout, Path folder, Consumer<Descriptor> made) {
        this.layout = layout;
        this.folder = folder;
        this.made = made;
    }

    /**
     * @param content the digest of the tree
     * @throws IOException if the tree is another now, whose layer is not to be known under that digest
     */
    Layer of(Tree tree, Digest content) throws IOException {
        Layer before = looked.get(content);
        if (before != null && layout.has(before.blob())) {
            return before;
        }
        Layer found = findOrMake(tree, content);
        looked.put(content, found);
        return found;
    }

    private Layer findOrMake(Tree tree, Digest content) throws IOException {
        CacheKey key = CacheKey.of("layer", VERSION).with("files", content.hex());
        KeptText kept = new KeptText(folder.resolve(key.toString()));
        Optional<Layer> known = kept.read().map(KnownLayers::parse);
        if (known.isPresent() && layout.has(known.get().blob())) {
            return known.get();
        }
        Layer layer = Layer.write(tree.withParents(), layout);
        if (!TreeDigest.of(tree).equals(content)) {
            throw new IOException("the project's files changed while a layer was made from them");
        }
        kept.write(layer.blob().digest() + " " + layer.blob().size() + " " + layer.diffId());
        made.accept(layer.blob());
        return layer;
    }

    private static Layer parse(String text) {
        String[] parts = text.split(" ", 3);
        Descriptor blob = new Descriptor(MediaType.LAYER_GZIP, Digest.parse(parts[0]), Long.parseLong(parts[1]));
        return new Layer(blob, Digest.parse(parts[2]));
    }
}
