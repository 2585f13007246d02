package dev.lapstrake.build;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.publish.Publication;
import dev.lapstrake.publish.Published;
import dev.lapstrake.publish.PushTarget;
import dev.lapstrake.registry.Registries;
import java.io.IOException;
import java.util.List;
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
     * Pushes the image. Tags that must not move are looked at before, those of the image to debug with as well.
     *
     * @throws BuildException if there is none, or a registry does not take it
     */
    public List<Published> run(List<PushTarget> targets) throws BuildException {
        try {
            Store.requireImage(workplace, "push");
            Layout store = Layout.at(workplace.store());
            Publication publication = publication(store);
            Optional<Descriptor> debug = Store.debugImage(store);
            if (debug.isPresent()) {
                publication.check(debug.get(), forDebugging(targets));
            }
            return publication.push(Store.image(store), targets);
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
    }

    /** Pushes the image that is beside it to debug with, if there is one, under tags that say so. */
    public List<Published> debug(List<PushTarget> targets) throws BuildException {
        try {
            Layout store = Layout.at(workplace.store());
            Optional<Descriptor> image = Store.debugImage(store);
            if (image.isEmpty()) {
                return List.of();
            }
            return publication(store).push(image.get(), forDebugging(targets));
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
    }

    private static List<PushTarget> forDebugging(List<PushTarget> targets) {
        return targets.stream().map(target -> target.renamed(DebugChoice::tag)).toList();
    }

    private Publication publication(Layout store) throws IOException, BuildException {
        return new Publication(
                registries, new Publication.Source(store, new WholeStore(workplace, registries).origin(store)), log);
    }
}
