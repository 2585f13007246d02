package dev.lapstrake.registry;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Index;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A manifest or an index, as a registry has it.
 *
 * @param content its bytes, of the digest that the descriptor says
 */
public record RemoteManifest(Descriptor descriptor, Content content) {
    /**
     * Takes the type from the content, then from the header, then from the form: not every registry sends the header,
     * and OCI does not demand the property.
     */
    static RemoteManifest of(byte[] bytes, String contentType, Failures failures) throws BuildException {
        JsonObject json = failures.parse(bytes);
        if (json.has("manifests") && json.has("layers")) {
            throw failures.broken("it sent a manifest that is also an index");
        }
        String header = contentType.replaceFirst(";.*", "").strip();
        String form = json.has("manifests") ? MediaType.INDEX : json.has("layers") ? MediaType.MANIFEST : header;
        String type = Json.text(json, "mediaType", isKnown(header) ? header : form);
        if (!isKnown(type)) {
            throw failures.broken("it sent a manifest of a type that is not supported, '" + type + "'");
        }
        return new RemoteManifest(Descriptor.of(type, bytes), Content.of(bytes));
    }

    /** The digests of what a manifest or an index refers to; none if it is malformed, or something else. */
    static List<Digest> references(byte[] bytes) {
        try {
            JsonObject json = Json.object(bytes);
            return json.has("manifests")
                    ? digests(Index.of(json).manifests())
                    : digests(Manifest.of(json).blobs());
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<Digest> digests(List<Descriptor> descriptors) {
        List<Digest> digests = new ArrayList<>();
        for (Descriptor descriptor : descriptors) {
            digests.add(descriptor.digest());
        }
        return digests;
    }

    private static boolean isKnown(String type) {
        return MediaType.isIndex(type) || MediaType.isManifest(type);
    }
}
