package dev.lapstrake.registry;

import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.parallel.Backlog;
import dev.lapstrake.problem.BuildException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends layers to where an image is going to be pushed, while the rest of it is still made: so a slow line need not wait for
 * the processors, nor these for it. What goes wrong is neither told nor tried again; the push finds the layer missing, and says
 * what is wrong. Registries clean up what no image refers to in the end. Safe for any number of threads.
 */
public final class PushAhead implements Closeable {
    private final Registries registries;
    private final Layout layout;
    private final List<ImageReference> targets;
    private final Backlog backlog = new Backlog(PartsPush.UPLOADS_AT_ONCE, "lapstrake-push-ahead");
    private final Set<Digest> added = ConcurrentHashMap.newKeySet();

    /**
     * @param layout that has the layers
     * @param targets the repositories; their tags and digests don't matter
     */
    public PushAhead(Registries registries, Layout layout, List<ImageReference> targets) {
        this.registries = registries;
        this.layout = layout;
        this.targets = List.copyOf(targets);
    }

    /** Takes a layer on that is in the layout. A small one is left to the push, which need not ask for it perhaps. */
    public void add(Descriptor layer) {
        if (!targets.isEmpty() && !PartsPush.isSmall(layer) && added.add(layer.digest())) {
            backlog.add(() -> send(layer));
        }
    }

    private void send(Descriptor layer) throws IOException, BuildException {
        for (ImageReference target : targets) {
            RemoteBlobs blobs = registries.impatient(target).blobs();
            if (blobs.push(layer, layout)) {
                blobs.noteAhead(layer.digest());
            }
        }
    }

    /** Waits for what is under way, and leaves the rest to the push. */
    public void finish() throws InterruptedIOException {
        backlog.finish();
    }

    /** Stops what is under way. */
    @Override
    public void close() {
        backlog.close();
    }
}
