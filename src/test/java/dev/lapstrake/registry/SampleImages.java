package dev.lapstrake.registry;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Index;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.oci.Platform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Images of random layers, which nothing can run. */
public final class SampleImages {
    public static final Platform ARM64 = new Platform("linux", "arm64", "v8");

    private SampleImages() {}

    /** An image of two layers. */
    public static Descriptor image(Layout layout, Platform platform, int layerSize) throws IOException {
        JsonObject config = new JsonObject();
        config.addProperty("os", platform.os());
        config.addProperty("architecture", platform.architecture());
        Descriptor configuration = layout.add(MediaType.CONFIG, Json.compact(config));
        List<Descriptor> layers = new ArrayList<>();
        for (int layer = 0; layer < 2; layer++) {
            layers.add(layout.add(MediaType.LAYER_TAR, bytes(platform.hashCode() + layer, layerSize)));
        }
        byte[] manifest = Manifest.ofImage(configuration, layers).bytes();
        return layout.add(MediaType.MANIFEST, manifest).on(platform);
    }

    /** An image of two platforms. */
    public static Descriptor index(Layout layout) throws IOException {
        List<Descriptor> images = List.of(image(layout, Platform.LINUX_AMD64, 1000), image(layout, ARM64, 1000));
        return layout.add(MediaType.INDEX, Index.of(images).bytes());
    }

    public static byte[] bytes(int seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
