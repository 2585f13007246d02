package dev.lapstrake.assemble;

import com.google.gson.JsonObject;
import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.cache.KeptText;
import dev.lapstrake.disk.Mutex;
import dev.lapstrake.disk.Scratch;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.registry.server.EmbeddedRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An image without layers, made by Jib: how its containers are started. Jib writes it into a layout of its own over the
 * embedded registry, and what it wrote is kept by the settings; so Jib is not even loaded while these stay.
 *
 * @param work where images are kept, and Jib works
 */
record Frame(Path work, BuildLog log) {
    private static final int VERSION = 1;

    /** The configuration of the image (OCI image-spec, config.md). */
    JsonObject of(ContainerSettings settings) throws IOException {
        CacheKey key = settings.addTo(CacheKey.of("frame", VERSION));
        KeptText kept = new KeptText(work.resolve("frames").resolve(key.toString()));
        Optional<String> known = kept.read();
        if (known.isEmpty()) {
            known = Optional.of(new String(Json.compact(make(settings)), StandardCharsets.UTF_8));
            kept.write(known.get());
        }
        return Json.object(known.get().getBytes(StandardCharsets.UTF_8));
    }

    /** Jib's caches stand one class loader at a time. */
    private JsonObject make(ContainerSettings settings) throws IOException {
        try (Mutex lock = Mutex.lock(work.resolve("lock"));
                Scratch scratch = Scratch.in(work)) {
            lock.check();
            Layout layout = Layout.at(scratch.path().resolve("oci"));
            run(settings, layout, scratch.path());
            return Json.object(
                    layout.read(layout.manifest(layout.index().get(0)).config().digest()));
        }
    }

    private void run(ContainerSettings settings, Layout layout, Path scratch) throws IOException {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(layout);
                PackedJib jib = PackedJib.in(scratch.resolve("jars"))) {
            jib.maker().make(settings, registry.address() + "/frame:1", scratch.resolve("jib"), log);
        }
    }
}
