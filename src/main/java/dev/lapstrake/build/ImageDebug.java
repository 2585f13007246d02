package dev.lapstrake.build;

import com.google.gson.JsonObject;
import dev.lapstrake.debug.DebugGuide;
import dev.lapstrake.debug.DebuggedImage;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layout;
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
            byte[] config =
                    store.read(store.manifest(Store.image(store)).config().digest());
            return new DebugGuide(DebuggedImage.of(report, Json.object(config), DebugChoice.SUFFIX));
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
    }
}
