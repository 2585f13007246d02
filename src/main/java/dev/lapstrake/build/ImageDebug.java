package dev.lapstrake.build;

import com.google.gson.JsonObject;
import dev.lapstrake.debug.DebugGuide;
import dev.lapstrake.debug.DebuggedImage;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Index;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.nio.file.Files;

/** Tells how to look into a container of the image in the store. */
public record ImageDebug(Workplace workplace) {
    public DebugGuide guide() throws BuildException {
        Store.requireImage(workplace, "debug");
        try {
            JsonObject report =
                    Json.object(Files.readAllBytes(workplace.output().resolve("image.json")));
            Layout store = Layout.at(workplace.store());
            Descriptor image = image(store);
            tellOfPlatform(report, image.digest().toString());
            byte[] config = store.read(store.manifest(image).config().digest());
            return new DebugGuide(DebuggedImage.of(report, Json.object(config), DebugChoice.SUFFIX));
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
    }

    /** What is not the same for all platforms stands with each. */
    private static void tellOfPlatform(JsonObject report, String digest) {
        Json.objects(report, "platforms")
                .filter(platform -> Json.text(platform, "digest", "").equals(digest))
                .findFirst()
                .ifPresent(platform -> platform.entrySet().forEach(fact -> report.add(fact.getKey(), fact.getValue())));
    }

    /** Of several platforms this machine's, or else the first; they are looked into in the same way. */
    private static Descriptor image(Layout store) throws IOException {
        Descriptor image = Store.image(store);
        if (!MediaType.isIndex(image.mediaType())) {
            return image;
        }
        Index index = Index.parse(store.read(image.digest()));
        return index.forPlatform(Platform.ofThisMachine())
                .orElse(index.manifests().get(0));
    }
}
