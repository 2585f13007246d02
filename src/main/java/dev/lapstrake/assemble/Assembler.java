package dev.lapstrake.assemble;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.lapstrake.app.ApplicationLayer;
import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.DamagedBlobException;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Graft;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layer;
import dev.lapstrake.oci.LayerHistory;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.TreeDigest;
import dev.lapstrake.parallel.Ahead;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes image manifests: Jib's image of how containers are started, with the application's layers, on the foundation. The
 * layout keeps the image under its key, and each layer under its own: what did not change is not made again.
 */
public final class Assembler {
    private final Layout layout;
    private final KnownLayers layers;
    private final Frame frame;

    /**
     * @param layout the layout that holds the foundation, and is to hold the image
     * @param work a folder for what is known of layers, and for Jib
     * @param made is told of each layer that is made, on whichever thread it is
     */
    public Assembler(Layout layout, Path work, Consumer<Descriptor> made, BuildLog log) {
        this.layout = layout;
        this.layers = new KnownLayers(layout, work.resolve("layers"), made);
        this.frame = new Frame(work, log);
    }

    /**
     * Begins with layers, while it is still being made what they will lie on.
     *
     * @param expected how containers will be started, where that can be told already
     */
    public Ahead begin(List<ApplicationLayer> wanted, Optional<ContainerSettings> expected) {
        return Ahead.of(() -> {
                    try (Ahead framed = framed(expected).begin()) {
                        for (ApplicationLayer layer : wanted) {
                            layers.of(layer.tree(), TreeDigest.of(layer.tree()));
                        }
                        framed.await();
                    }
                })
                .begin();
    }

    private Ahead framed(Optional<ContainerSettings> expected) {
        return expected.isPresent() ? Ahead.of(() -> frame.of(expected.get())) : Ahead.NOTHING;
    }

    /**
     * Makes an image.
     *
     * @param begun the layers that were begun
     */
    public Assembly assemble(AssemblyRequest request, Ahead begun) throws IOException {
        Map<String, Digest> contents = request.contents();
        CacheKey key = request.key(contents);
        Optional<Assembly> known = find(key, request.elsewhere());
        if (known.isPresent()) {
            return known.get();
        }
        checkFoundation(request);
        Descriptor made = make(request, contents, begun);
        if (!request.contents().equals(contents)) {
            throw new IOException("the project's files changed while the image was made from them");
        }
        layout.tag(tag(key), made);
        return new Assembly(layout.find(tag(key)).orElseThrow(), key, false);
    }

    private Descriptor make(AssemblyRequest request, Map<String, Digest> contents, Ahead begun) throws IOException {
        begun.await();
        JsonObject config = frame.of(request.settings());
        List<Layer> made = new ArrayList<>();
        for (ApplicationLayer layer : request.layers()) {
            made.add(layers.of(layer.tree(), Objects.requireNonNull(contents.get(layer.name()))));
        }
        config.add("rootfs", rootfs(made));
        List<String> names =
                request.layers().stream().map(ApplicationLayer::name).toList();
        config.add("history", LayerHistory.of(names, request.settings().created()));
        return new Graft(layout, request.foundation())
                .with(config, made.stream().map(Layer::blob).toList());
    }

    private static JsonObject rootfs(List<Layer> layers) {
        JsonArray diffIds = Json.texts(
                layers.stream().map(layer -> layer.diffId().toString()).toList());
        JsonObject files = new JsonObject();
        files.addProperty("type", "layers");
        files.add("diff_ids", diffIds);
        return files;
    }

    private void checkFoundation(AssemblyRequest request) throws IOException {
        Manifest manifest = layout.manifest(request.foundation());
        layout.read(manifest.config().digest());
        for (Descriptor layer : manifest.layers()) {
            if (!layout.has(layer) && !request.elsewhere().contains(layer.digest())) {
                throw new DamagedBlobException(layer.digest(), layout.blob(layer.digest()));
            }
        }
    }

    /** The image of a key, if it was assembled before. */
    public Optional<Assembly> find(CacheKey key) throws IOException {
        return find(key, Set.of());
    }

    private Optional<Assembly> find(CacheKey key, Set<Digest> elsewhere) throws IOException {
        return layout.findWhole(tag(key), elsewhere).map(image -> new Assembly(image, key, true));
    }

    private static String tag(CacheKey key) {
        return "image:" + key;
    }
}
