package dev.lapstrake.archive;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files that {@code docker save} writes (moby, image/spec/v1.2.md, "Combined Image JSON + Filesystem Changeset
 * Format"). An image's id is the digest of its configuration, which is kept to the byte; its layers may stay
 * compressed, since whoever reads them looks at their first bytes.
 */
final class DockerFiles {
    private DockerFiles() {}

    static Tree of(ArchivedImage image) throws IOException {
        Layout layout = image.layout();
        Manifest manifest = layout.manifest(image.image());
        Map<TreePath, Entry> files = new TreeMap<>();
        String config = manifest.config().digest().hex() + ".json";
        files.put(TreePath.of(config), BlobFile.of(manifest.config(), layout));
        List<String> layers = new ArrayList<>();
        for (Descriptor layer : manifest.layers()) {
            String path = layer.digest().hex() + ".tar";
            if (!layers.contains(path)) {
                files.put(TreePath.of(path), BlobFile.of(layer, layout));
            }
            layers.add(path);
        }
        files.put(TreePath.of("manifest.json"), json(manifest(config, image.names(), layers)));
        files.put(TreePath.of("repositories"), json(repositories(image.names(), manifest)));
        return Tree.of(files);
    }

    private static Entry json(JsonElement json) {
        return new Entry.File(Attributes.FILE, Content.of(Json.compact(json)));
    }

    private static JsonArray manifest(String config, List<ImageReference> names, List<String> layers) {
        JsonObject json = new JsonObject();
        json.addProperty("Config", config);
        json.add(
                "RepoTags",
                Json.texts(names.stream().map(ImageReference::qualified).toList()));
        json.add("Layers", Json.texts(layers));
        return Json.array(List.of(json));
    }

    /** What readers from before the {@code manifest.json} look at, and some later ones still expect. */
    private static JsonObject repositories(List<ImageReference> names, Manifest manifest) {
        int count = manifest.layers().size();
        String top = count == 0 ? "" : manifest.layers().get(count - 1).digest().hex();
        JsonObject json = new JsonObject();
        for (ImageReference name : names) {
            String repository = name.qualified().replaceFirst(":[^:/]*$", "");
            JsonObject tags = Json.object(json, repository);
            tags.addProperty(name.selector(), top);
            json.add(repository, tags);
        }
        return json;
    }
}
