package dev.lapstrake.build;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.Step;
import dev.lapstrake.log.Stopwatch;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.ImagePush;
import dev.lapstrake.registry.PushedImage;
import dev.lapstrake.registry.Registries;
import java.io.IOException;
import java.util.Optional;

/** Publishes what the store holds: the very bytes that were built, under the name's tags. */
public final class ImagePublish {
    private final Workplace workplace;
    private final Registries registries;
    private final BuildLog log;

    public ImagePublish(Workplace workplace, Registries registries, BuildLog log) {
        this.workplace = workplace;
        this.registries = registries;
        this.log = log;
    }

    /**
     * Pushes the image.
     *
     * @throws BuildException if there is none, or the registry does not take it; no tag is moved then
     */
    public PushedImage run(ImageName name) throws BuildException {
        try {
            Store.requireImage(workplace, "push");
            Layout store = Layout.at(workplace.store());
            return push(Store.image(store), name, store);
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
    }

    /** Pushes the image that is beside it to debug with, if there is one. */
    public Optional<PushedImage> debug(ImageName name) throws BuildException {
        try {
            Layout store = Layout.at(workplace.store());
            Optional<Descriptor> image = Store.debugImage(store);
            return image.isPresent() ? Optional.of(push(image.get(), name.forDebug(), store)) : Optional.empty();
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
    }

    private PushedImage push(Descriptor image, ImageName name, Layout store) throws IOException, BuildException {
        Stopwatch watch = Stopwatch.start();
        PushedImage pushed = new ImagePush(registries, store).push(image, name.reference(), name.tags());
        String detail = name.reference().name() + ", " + pushed.blobsUploaded() + " parts sent, "
                + pushed.blobsSkipped() + " were there";
        log.step(new Step("push", detail, pushed.bytesUploaded(), watch.time(), pushed.blobsUploaded() == 0));
        return pushed;
    }
}
