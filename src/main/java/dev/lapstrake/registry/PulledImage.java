package dev.lapstrake.registry;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Manifest;

/**
 * An image for one platform, all of it in a layout.
 *
 * @param resolved the digest of what the name led to: the image's index, or the manifest itself
 * @param descriptor of the platform's manifest
 * @param config the image's configuration, a copy that the caller may change
 */
public record PulledImage(Digest resolved, Descriptor descriptor, Manifest manifest, JsonObject config) {
    public PulledImage {
        config = config.deepCopy();
    }

    @Override
    public JsonObject config() {
        return config.deepCopy();
    }
}
