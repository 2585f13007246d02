package dev.lapstrake.build;

import com.google.gson.JsonObject;
import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.report.LayerReport;
import dev.lapstrake.root.BusyboxStage;
import dev.lapstrake.runtime.ToolsStage;
import dev.lapstrake.stage.StageResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The image beside an image: the very same layers, started the same way, and on top what one debugs with.
 *
 * @param layout that has the image and the layers, and gets the other image
 * @param layers on top, the lowest first
 */
record DebugImage(Layout layout, Descriptor image, List<StageResult> layers) {
    /** The name in a plan and in the log. */
    static final String NAME = "debug image";

    private static final String USUAL_PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    CacheKey key() {
        return CacheKey.of("debug-image", 1)
                .with("image", image.digest().hex())
                .with(
                        "layers",
                        layers.stream()
                                .map(layer -> layer.layer().blob().digest().hex())
                                .toList());
    }

    /** The image, if it was made before. */
    Optional<Descriptor> find() throws IOException {
        return layout.findWhole(tag());
    }

    private String tag() {
        return "image:" + key();
    }

    /**
     * The finished image.
     *
     * @param layers on top of those of the image that it is beside
     */
    record Made(Descriptor manifest, List<LayerReport> layers, boolean reused) {
        /** The bytes of the layers on top. */
        long size() {
            return layers.stream().mapToLong(LayerReport::size).sum();
        }
    }

    Made findOrMake() throws IOException {
        Optional<Descriptor> known = find();
        Descriptor manifest = known.isPresent() ? known.get() : make();
        List<LayerReport> onTop = layers.stream()
                .map(made -> new LayerReport(
                        made.name(),
                        made.layer().blob().digest(),
                        made.layer().blob().size()))
                .toList();
        return new Made(manifest, onTop, known.isPresent());
    }

    private Descriptor make() throws IOException {
        JsonObject container = new JsonObject();
        container.add("Env", Json.texts(List.of(path())));
        Descriptor manifest = new FoundationImage(layout, layers).ofBase(image, container);
        layout.tag(tag(), manifest);
        return manifest;
    }

    /** What is there already is found first, so that nothing runs another program than in the image itself. */
    private String path() throws IOException {
        JsonObject config =
                Json.object(layout.read(layout.manifest(image).config().digest()));
        String path = Json.texts(Json.object(config, "config"), "Env")
                .filter(variable -> variable.startsWith("PATH="))
                .findFirst()
                .orElse(USUAL_PATH);
        String longer = path + ":" + BusyboxStage.FOLDER.absolute();
        return layers.stream().anyMatch(layer -> layer.name().equals(ToolsStage.NAME))
                ? longer + ":" + ToolsStage.PROGRAMS.absolute()
                : longer;
    }
}
