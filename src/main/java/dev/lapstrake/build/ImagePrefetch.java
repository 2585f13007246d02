package dev.lapstrake.build;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.parallel.Ahead;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.root.RootPrefetch;
import dev.lapstrake.root.RootRequest;
import dev.lapstrake.root.elf.ElfNeeds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Begins to fetch what images will be made of, while the project is still compiled. */
public final class ImagePrefetch {
    private final Workplace workplace;
    private final Registries registries;

    /**
     * What one image is made of, as far as it is known before the application is.
     *
     * @param runtime that it has, if it has one and it is linked here
     */
    public record Known(Target target, Optional<ApplicationChoice.RuntimeChoice> runtime) {}

    public ImagePrefetch(Workplace workplace, Registries registries) {
        this.workplace = workplace;
        this.registries = registries;
    }

    /** Begins with looking at the JDKs that link, and with what any root has; of images on a base there is nothing. */
    public void start(List<Known> images) {
        List<Known> made = images.stream()
                .filter(image -> image.target().foundation() instanceof FoundationChoice.Distroless)
                .toList();
        Ahead.of(() -> {
                    try (Workshop workshop = Workshop.at(workplace, registries, BuildLog.SILENT)) {
                        for (Known image : made) {
                            identify(image, workshop);
                        }
                        for (Known image : made) {
                            run(image.target(), workshop);
                        }
                    }
                })
                .begin();
    }

    private static void identify(Known image, Workshop workshop) throws IOException, BuildException {
        if (image.runtime().isPresent()) {
            for (Path home : image.runtime().get().homes()) {
                workshop.identity(home);
            }
        }
    }

    /** What a build that is under way can begin with for one. */
    static Ahead of(Target target, Workshop workshop) {
        return Ahead.of(() -> run(target, workshop));
    }

    private static void run(Target target, Workshop workshop) throws IOException, BuildException {
        Optional<RootPrefetch> root = root(target, workshop);
        if (root.isPresent()) {
            root.get().run();
        }
    }

    private static Optional<RootPrefetch> root(Target target, Workshop workshop) throws IOException, BuildException {
        if (workshop.workplace().offline() || !(target.foundation() instanceof FoundationChoice.Distroless choice)) {
            return Optional.empty();
        }
        // What is taken here is not what the image takes, so it is written into no one's ledger.
        Workshop aside = workshop.with(workshop.lock().anew());
        RootRequest request = RootRequest.of(
                target.debian().archive(target.platform(), aside),
                choice.contents().fontsFor(false),
                ElfNeeds.NONE);
        boolean isShared = workshop.workplace().keeping().remote().isPresent();
        return Optional.of(new RootPrefetch(request, isShared ? RootPrefetch.Extent.STATE : RootPrefetch.Extent.ALL));
    }
}
