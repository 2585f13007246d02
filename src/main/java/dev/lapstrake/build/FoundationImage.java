package dev.lapstrake.build;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Graft;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layer;
import dev.lapstrake.oci.LayerHistory;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.runtime.RuntimeStage;
import dev.lapstrake.stage.StageResult;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes an image out of the layers of finished stages (OCI image-spec, config.md).
 *
 * @param layout that has the layers, and gets the image
 * @param stages the lowest layer's first
 */
record FoundationImage(Layout layout, List<StageResult> stages) {
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final String JAVA = RuntimeStage.HOME.absolute();

    /** An image of nothing but these layers. */
    Descriptor ofNothing(Platform platform, boolean java) throws IOException {
        JsonObject container = new JsonObject();
        container.add("Env", Json.texts(environment(java)));
        JsonObject config = new JsonObject();
        config.addProperty("created", Instant.EPOCH.toString());
        config.addProperty("architecture", platform.architecture());
        if (!platform.variant().isEmpty()) {
            config.addProperty("variant", platform.variant());
        }
        config.addProperty("os", platform.os());
        config.add("config", container);
        config.add("rootfs", rootfs());
        config.add("history", history());
        Descriptor blob = layout.add(MediaType.CONFIG, Json.compact(config));
        return layout.add(
                MediaType.MANIFEST, Manifest.ofImage(blob, blobs().toList()).bytes());
    }

    private static List<String> environment(boolean java) {
        Stream<String> own =
                java ? Stream.of("PATH=" + JAVA + "/bin:" + PATH, "JAVA_HOME=" + JAVA) : Stream.of("PATH=" + PATH);
        return Stream.concat(own, Stream.of("LANG=C.UTF-8", "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"))
                .toList();
    }

    /** The same image as another, with these layers on top of its own. */
    Descriptor ofBase(Descriptor base) throws IOException {
        return ofBase(base, new JsonObject());
    }

    /** The same, with settings that count before those of the base. */
    Descriptor ofBase(Descriptor base, JsonObject container) throws IOException {
        JsonObject config = new JsonObject();
        if (container.size() > 0) {
            config.add("config", container);
        }
        config.add("rootfs", rootfs());
        config.add("history", history());
        return new Graft(layout, base).with(config, blobs().toList());
    }

    private Stream<Descriptor> blobs() {
        return stages.stream().map(StageResult::layer).map(Layer::blob);
    }

    private JsonObject rootfs() {
        JsonArray diffIds = new JsonArray();
        stages.forEach(stage -> diffIds.add(stage.layer().diffId().toString()));
        JsonObject files = new JsonObject();
        files.addProperty("type", "layers");
        files.add("diff_ids", diffIds);
        return files;
    }

    private JsonArray history() {
        return LayerHistory.of(stages.stream().map(StageResult::name).toList(), Instant.EPOCH);
    }
}
