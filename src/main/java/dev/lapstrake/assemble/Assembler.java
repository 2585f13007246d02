package dev.lapstrake.assemble;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.gson.JsonObject;
import dev.lapstrake.app.ApplicationLayer;
import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.disk.Mutex;
import dev.lapstrake.disk.Scratch;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.DamagedBlobException;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Graft;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.LayerHistory;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.registry.server.EmbeddedRegistry;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * Makes image manifests. Jib makes an image of the application alone and pushes it into the cache's layout, over the
 * embedded registry; there it is grafted on the foundation. The layout keeps the image under its key, so Jib is not even
 * loaded when nothing has changed.
 */
public final class Assembler {
    private final Layout layout;
    private final Path work;
    private final BuildLog log;

    /**
     * @param layout the layout that holds the foundation, and is to hold the image
     * @param work the folder of Jib's own caches
     */
    public Assembler(Layout layout, Path work, BuildLog log) {
        this.layout = layout;
        this.work = work;
        this.log = log;
    }

    public Assembly assemble(AssemblyRequest request) throws IOException {
        CacheKey key = request.key();
        Optional<Assembly> known = find(key, request.elsewhere());
        if (known.isPresent()) {
            return known.get();
        }
        checkFoundation(request);
        try (Mutex lock = Mutex.lock(work.resolve("lock"))) {
            lock.check(); // Jib's caches stand one class loader at a time
            Optional<Assembly> meanwhile = find(key, request.elsewhere());
            return meanwhile.isPresent() ? meanwhile.get() : new Assembly(make(request, key), key, false);
        }
    }

    private Descriptor make(AssemblyRequest request, CacheKey key) throws IOException {
        try {
            Descriptor made = graft(request, runJib(request, key));
            if (!request.key().equals(key)) {
                throw new IOException("the project's files changed while the image was made from them");
            }
            layout.tag(tag(key), made);
            return layout.find(tag(key)).orElseThrow();
        } finally {
            layout.untag(jibsTag(key));
            Scratch.delete(work.resolve("staged")); // what Jib wants of it again is in Jib's own cache
        }
    }

    /** The image that Jib made on nothing, on the foundation. */
    private Descriptor graft(AssemblyRequest request, Descriptor application) throws IOException {
        Manifest manifest = layout.manifest(application);
        JsonObject config = Json.object(layout.read(manifest.config().digest()));
        List<String> layers =
                request.layers().stream().map(ApplicationLayer::name).toList();
        config.add("history", LayerHistory.of(layers, request.settings().created()));
        return new Graft(layout, request.foundation()).with(config, manifest.layers());
    }

    private void checkFoundation(AssemblyRequest request) throws IOException {
        Manifest manifest = layout.manifest(request.foundation());
        layout.read(manifest.config().digest());
        for (Descriptor layer : manifest.layers()) {
            if (!layout.has(layer) && !request.elsewhere().contains(layer.digest())) {
                throw new DamagedBlobException(layer.digest(), layout.blob(layer.digest()));
            }
        }
    }

    /** The image of a key, if it was assembled before. */
    public Optional<Assembly> find(CacheKey key) throws IOException {
        return find(key, Set.of());
    }

    private Optional<Assembly> find(CacheKey key, Set<Digest> elsewhere) throws IOException {
        return layout.findWhole(tag(key), elsewhere).map(image -> new Assembly(image, key, true));
    }

    private static String tag(CacheKey key) {
        return "image:" + key;
    }

    private static String jibsTag(CacheKey key) {
        return "jib:" + key;
    }

    private Descriptor runJib(AssemblyRequest request, CacheKey key) throws IOException {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(layout)) {
            String target = registry.address() + "/" + jibsTag(key);
            try {
                new JibRun(work, log).run(request, target);
            } catch (ExecutionException | RegistryException e) {
                log.detail("Jib failed, and is tried again without its caches: " + e.getMessage());
                Scratch.delete(work.resolve("layers"));
                new JibRun(work, log).run(request, target);
            }
            return layout.find(jibsTag(key)).orElseThrow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the image was assembled");
        } catch (ExecutionException
                | RegistryException
                | CacheDirectoryCreationException
                | InvalidImageReferenceException e) {
            throw new IOException("Jib could not assemble the image: " + e.getMessage(), e);
        }
    }
}
