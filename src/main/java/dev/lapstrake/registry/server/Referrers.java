package dev.lapstrake.registry.server;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The artifacts that are about a manifest, such as its signatures (distribution-spec, "Listing Referrers"). */
final class Referrers {
    private final Layout layout;

    Referrers(Layout layout) {
        this.layout = layout;
    }

    Reply answer(Request request) throws IOException, Refusal {
        if (!request.method().equals("GET")) {
            throw request.unsupported();
        }
        Request.known(request.target()); // refuses what is none
        Optional<String> type = request.parameter("artifactType");
        Map<Digest, JsonObject> found = new LinkedHashMap<>();
        for (Descriptor entry : layout.index()) {
            StoredManifest.find(entry.digest(), layout)
                    .filter(manifest -> manifest.subject().equals(Optional.of(request.target())))
                    .filter(manifest -> type.isEmpty() || type.get().equals(artifactType(manifest)))
                    .ifPresent(manifest -> found.put(manifest.digest(), describe(manifest)));
        }
        Reply reply = Reply.of(200).with("Content-Type", MediaType.INDEX).with(index(found.values()));
        return type.isPresent() ? reply.with("OCI-Filters-Applied", "artifactType") : reply;
    }

    private static Content index(Iterable<JsonObject> artifacts) {
        JsonObject index = new JsonObject();
        index.addProperty("schemaVersion", 2);
        index.addProperty("mediaType", MediaType.INDEX);
        index.add("manifests", Json.array(artifacts));
        return Content.of(Json.compact(index));
    }

    private static JsonObject describe(StoredManifest manifest) {
        JsonObject json = manifest.descriptor().toJson();
        if (!artifactType(manifest).isEmpty()) {
            json.addProperty("artifactType", artifactType(manifest));
        }
        if (manifest.json().has("annotations")) {
            json.add("annotations", Json.object(manifest.json(), "annotations"));
        }
        return json;
    }

    private static String artifactType(StoredManifest manifest) {
        String configType = Json.text(Json.object(manifest.json(), "config"), "mediaType", "");
        return Json.text(manifest.json(), "artifactType", configType);
    }
}
