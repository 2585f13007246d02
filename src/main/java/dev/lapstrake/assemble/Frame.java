package dev.lapstrake.assemble;

import com.google.gson.JsonObject;
import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.cache.KeptText;
import dev.lapstrake.disk.Mutex;
import dev.lapstrake.disk.Scratch;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Json;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.TarReader;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An image without layers, made by Jib: how its containers are started. What Jib wrote is kept by the
 * settings; so it is not even loaded while these stay.
 *
 * @param work where images are kept, and Jib works
 */
record Frame(Path work, BuildLog log) {
    private static final int VERSION = 1;

    private static final TreePath CONFIG = TreePath.of("config.json");

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
                Scratch scratch = Scratch.in(work);
                PackedJib jib = PackedJib.in(scratch.path().resolve("jars"))) {
            lock.check();
            Path archive = scratch.path().resolve("frame.tar");
            jib.maker().make(settings, archive, scratch.path().resolve("jib"), log);
            return Json.object(config(archive));
        }
    }

    private static byte[] config(Path archive) throws IOException {
        if (TarReader.read(archive).get(CONFIG).orElse(null) instanceof Entry.File file) {
            return file.content().bytes();
        }
        throw new IOException("Jib's image has no " + CONFIG);
    }
}
