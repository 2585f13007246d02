package dev.lapstrake.build;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Closure;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.parallel.SideBySide;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.registry.Access;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.registry.RemoteBlobs;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The store of a build that left layers of its base in their registry, for those who want them all the same.
 *
 * @param workplace whose output is the folder of the finished image
 */
record WholeStore(Workplace workplace, Registries registries) {
    /** The store, in which no layer is missing any more. */
    Layout open() throws IOException, BuildException {
        Layout store = Layout.at(workplace.store());
        Set<Descriptor> missing = missing(store);
        Optional<ImageReference> base = missing.isEmpty() ? Optional.empty() : base();
        if (base.isPresent()) {
            fetch(missing, base.get(), store);
        }
        return store;
    }

    /** The image whose registry has what the store lacks, which is open already; empty if it lacks nothing. */
    Optional<ImageReference> origin(Layout store) throws IOException, BuildException {
        return missing(store).isEmpty() ? Optional.empty() : base();
    }

    private static Set<Descriptor> missing(Layout store) throws IOException {
        Set<Descriptor> missing = new LinkedHashSet<>();
        for (Descriptor image : store.index()) {
            for (Descriptor blob : Closure.of(image, store).blobs().values()) {
                if (!store.has(blob)) {
                    missing.add(blob);
                }
            }
        }
        return missing;
    }

    private void fetch(Set<Descriptor> layers, ImageReference base, Layout store) throws IOException, BuildException {
        Layout cache = Layout.ofCache(workplace.layout());
        RemoteBlobs remote = registries.repository(base, Access.PULL).blobs();
        SideBySide.map(layers, layer -> {
            if (cache.hasIntact(layer)) {
                store.copy(layer, cache);
            } else if (workplace.offline()) {
                throw absence(base);
            } else {
                remote.pull(layer, store);
            }
            return layer;
        });
    }

    private static BuildException absence(ImageReference base) {
        return new Problem(
                        "base-offline",
                        "Maven is offline, and layers of the image in <base> were left in its registry.",
                        base.toString(),
                        "run the goal once without -o")
                .exception();
    }

    /** Of several platforms all have bases of one repository. */
    private Optional<ImageReference> base() throws IOException, BuildException {
        JsonObject report = Json.object(Files.readAllBytes(workplace.output().resolve("image.json")));
        String name = Json.text(report, "base", "");
        for (JsonObject platform : Json.objects(report, "platforms").toList()) {
            name = name.isEmpty() ? Json.text(platform, "base", "") : name;
        }
        return name.isEmpty() ? Optional.empty() : Optional.of(ImageReference.parse(name, "base"));
    }
}
