package dev.lapstrake.build;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Closure;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.Registries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A project's store in a layout that is served as a registry: under the image's own names, and as new as it is. */
public final class ServedStore {
    private final Workplace workplace;
    private final Registries registries;
    private final Layout served;
    private FileTime seen = FileTime.fromMillis(0);

    /**
     * @param workplace whose folder of the finished image need not exist yet
     * @param registries which may have layers that the build left there
     * @param served the layout of the registry
     */
    public ServedStore(Workplace workplace, Registries registries, Layout served) {
        this.workplace = workplace;
        this.registries = registries;
        this.served = served;
    }

    /**
     * Takes over what was built since it was last asked to.
     *
     * @return {@code repository:tag} of each image that is served anew; empty where nothing was built
     * @throws IOException among others if a build changes the store meanwhile: then the next time will do
     */
    public List<String> refresh() throws IOException, BuildException {
        Path report = workplace.output().resolve("image.json"); // comes last in a build
        if (!Files.exists(report) || Files.getLastModifiedTime(report).equals(seen)) {
            return List.of();
        }
        FileTime now = Files.getLastModifiedTime(report);
        Layout store = new WholeStore(workplace, registries).open();
        Map<String, Descriptor> images = images(store, Json.object(Files.readAllBytes(report)));
        for (Map.Entry<String, Descriptor> image : images.entrySet()) {
            for (Descriptor part : Closure.of(image.getValue(), store).all()) {
                served.copy(part, store);
            }
            served.tag(image.getKey(), image.getValue());
        }
        seen = now;
        return List.copyOf(images.keySet());
    }

    private static Map<String, Descriptor> images(Layout store, JsonObject report) throws IOException, BuildException {
        String repository = repository(ImageReference.parse(Json.text(report, "name", ""), "image"));
        Map<String, Descriptor> images = new LinkedHashMap<>();
        Descriptor image = Store.image(store);
        Optional<Descriptor> debug = Store.debugImage(store);
        for (String tag : Json.texts(report, "tags").toList()) {
            images.put(repository + ":" + tag, image);
            debug.ifPresent(beside -> images.put(repository + ":" + DebugChoice.tag(tag), beside));
        }
        return images;
    }

    /** Docker Hub alone has a folder that nobody writes. */
    private static String repository(ImageReference name) {
        return name.registry().equals(ImageReference.DOCKER_HUB)
                ? name.name().replaceFirst("^docker\\.io/", "")
                : name.repository();
    }
}
