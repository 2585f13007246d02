package dev.lapstrake.assemble;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.RegistryException;
import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.disk.Mutex;
import dev.lapstrake.disk.Scratch;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.DamagedBlobException;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.registry.server.EmbeddedRegistry;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Makes image manifests. Jib reads the foundation out of the cache's layout and pushes the image back into it, over the
 * embedded registry; the layout keeps the image under its key, so Jib is not even loaded when nothing has changed.
 */
public final class Assembler {
    private static final String REPOSITORY = "image";

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
        Optional<Assembly> known = find(key);
        if (known.isPresent()) {
            return known.get();
        }
        checkFoundation(request.foundation());
        try (Mutex lock = Mutex.lock(work.resolve("lock"))) {
            lock.check(); // Jib's caches stand one class loader at a time
            Optional<Assembly> meanwhile = find(key);
            return meanwhile.isPresent() ? meanwhile.get() : new Assembly(make(request, key), key, false);
        }
    }

    private Descriptor make(AssemblyRequest request, CacheKey key) throws IOException {
        try {
            Descriptor made = runJib(request, key);
            if (!request.key().equals(key)) {
                layout.untag(tag(key));
                throw new IOException("the project's files changed while the image was made from them");
            }
            return made;
        } finally {
            Scratch.delete(work.resolve("staged")); // what Jib wants of it again is in Jib's own cache
        }
    }

    /** Jib would only say that it failed. */
    private void checkFoundation(Descriptor foundation) throws IOException {
        Manifest manifest = layout.manifest(foundation);
        layout.read(manifest.config().digest());
        for (Descriptor layer : manifest.layers()) {
            if (!layout.has(layer)) {
                throw new DamagedBlobException(layer.digest(), layout.blob(layer.digest()));
            }
        }
    }

    /** The image of a key, if it was assembled before. */
    public Optional<Assembly> find(CacheKey key) throws IOException {
        return layout.findWhole(tag(key)).map(image -> new Assembly(image, key, true));
    }

    private static String tag(CacheKey key) {
        return REPOSITORY + ":" + key;
    }

    private Descriptor runJib(AssemblyRequest request, CacheKey key) throws IOException {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(layout)) {
            String prefix = registry.address() + "/";
            String base = prefix + "foundation@" + request.foundation().digest();
            String target = prefix + tag(key);
            try {
                new JibRun(work, log).run(request, base, target);
            } catch (ExecutionException | RegistryException e) {
                log.detail("Jib failed, and is tried again without its caches: " + e.getMessage());
                Scratch.delete(work.resolve("layers"));
                new JibRun(work, log).run(request, base, target);
            }
            return layout.find(tag(key)).orElseThrow();
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
