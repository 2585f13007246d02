package dev.lapstrake.oci;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An image that something is laid on. It stays all that it was: its layers byte for byte, and every property of its
 * manifest and of its configuration, those too that no specification knows. What comes of it is an image of OCI's form,
 * whatever it was before; the layers of Docker's form are the same bytes under another name.
 */
public record Graft(Layout layout, Descriptor base) {
    /**
     * What is not passed on: the new manifest has its own, and does not refer to what the base's referred to (OCI
     * image-spec, manifest.md, {@code subject}).
     */
    private static final Set<String> OWN = Set.of("schemaVersion", "mediaType", "config", "layers", "subject");

    private static final String DESCRIBING = "org.opencontainers.image.";

    /**
     * Lays layers on the image.
     *
     * @param config of an image of these layers alone; what it says of its container counts before what the base says
     * @return the manifest's descriptor
     */
    public Descriptor with(JsonObject config, List<Descriptor> layers) throws IOException {
        JsonObject below = Json.object(layout.read(base.digest()));
        JsonArray all = layersOf(below);
        Descriptor old = Descriptor.fromJson(Json.object(below, "config"));
        JsonObject whole = new GraftedConfig(Json.object(layout.read(old.digest())), all.size()).with(config);
        Descriptor blob = layout.add(MediaType.CONFIG, Json.compact(whole)).annotated(old.annotations());
        layers.forEach(layer -> all.add(layer.toJson()));
        return layout.add(MediaType.MANIFEST, Json.compact(manifest(below, blob, all)));
    }

    private static JsonObject manifest(JsonObject below, Descriptor config, JsonArray layers) {
        JsonObject manifest = new JsonObject();
        manifest.addProperty("schemaVersion", 2);
        manifest.addProperty("mediaType", MediaType.MANIFEST);
        manifest.add("config", config.toJson());
        manifest.add("layers", layers);
        for (Map.Entry<String, JsonElement> property : below.entrySet()) {
            if (!OWN.contains(property.getKey())) {
                manifest.add(property.getKey(), passedOn(property));
            }
        }
        return manifest;
    }

    /** What the base is, and which commit it is of, is not true of what is made on it (OCI image-spec, annotations.md). */
    private static JsonElement passedOn(Map.Entry<String, JsonElement> property) {
        if (!property.getKey().equals("annotations") || !property.getValue().isJsonObject()) {
            return property.getValue();
        }
        JsonObject annotations = property.getValue().getAsJsonObject().deepCopy();
        annotations.keySet().removeIf(name -> name.startsWith(DESCRIBING));
        return annotations;
    }

    private static JsonArray layersOf(JsonObject manifest) {
        return Json.array(Json.objects(manifest, "layers").map(Graft::renamed).toList());
    }

    private static JsonObject renamed(JsonObject layer) {
        JsonObject renamed = layer.deepCopy();
        renamed.addProperty("mediaType", MediaType.layerOfOci(Json.text(layer, "mediaType", "")));
        return renamed;
    }
}
