package dev.lapstrake.build;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layer;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.runtime.RuntimeStage;
import dev.lapstrake.stage.StageResult;
import java.io.IOException;
import java.util.List;

/** Makes an image out of the layers of finished stages (OCI image-spec, config.md). */
final class FoundationImage {
    private static final String EPOCH = "1970-01-01T00:00:00Z";
    private static final List<String> ENVIRONMENT = List.of(
            "PATH=" + RuntimeStage.HOME.absolute()
                    + "/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "JAVA_HOME=" + RuntimeStage.HOME.absolute(),
            "LANG=C.UTF-8",
            "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt");

    private FoundationImage() {}

    /** Adds the image to the layout that has the layers. */
    static Descriptor write(Platform platform, List<StageResult> stages, Layout layout) throws IOException {
        Descriptor config = layout.add(MediaType.CONFIG, Json.compact(config(platform, stages)));
        List<Descriptor> layers =
                stages.stream().map(StageResult::layer).map(Layer::blob).toList();
        return layout.add(MediaType.MANIFEST, Manifest.ofImage(config, layers).bytes());
    }

    private static JsonObject config(Platform platform, List<StageResult> stages) {
        JsonObject container = new JsonObject();
        container.add("Env", Json.texts(ENVIRONMENT));
        JsonObject files = new JsonObject();
        files.addProperty("type", "layers");
        files.add(
                "diff_ids",
                Json.texts(stages.stream()
                        .map(stage -> stage.layer().diffId().toString())
                        .toList()));
        JsonObject json = new JsonObject();
        json.addProperty("created", EPOCH);
        json.addProperty("architecture", platform.architecture());
        if (!platform.variant().isEmpty()) {
            json.addProperty("variant", platform.variant());
        }
        json.addProperty("os", platform.os());
        json.add("config", container);
        json.add("rootfs", files);
        json.add(
                "history",
                Json.array(stages.stream().map(FoundationImage::history).toList()));
        return json;
    }

    private static JsonObject history(StageResult stage) {
        JsonObject json = new JsonObject();
        json.addProperty("created", EPOCH);
        json.addProperty("created_by", "lapstrake " + stage.name());
        return json;
    }
}
