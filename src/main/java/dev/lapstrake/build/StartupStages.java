package dev.lapstrake.build;

import dev.lapstrake.app.Application;
import dev.lapstrake.disk.SearchPath;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.runtime.RuntimeStage;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.startup.ApplicationArchive;
import dev.lapstrake.startup.ArchiveKind;
import dev.lapstrake.startup.ArchiveStage;
import dev.lapstrake.startup.BaseArchive;
import dev.lapstrake.startup.ImagePlace;
import dev.lapstrake.startup.StartupChoice;
import dev.lapstrake.startup.Trainee;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the stage that makes a start-up archive, if one is wanted and can be made on this machine. */
record StartupStages(Workshop workshop, PlatformRequest request) {
    /**
     * @param copies the stages of what else the application finds in its image
     */
    Optional<ArchiveStage> of(Application application, Stage root, RuntimeStage runtime, List<Stage> copies)
            throws BuildException {
        StartupChoice choice = ((ApplicationChoice.Java) request.application()).startup();
        int release = runtime.jdk().release();
        Optional<ArchiveKind> kind = choice.archive(release);
        if (kind.isEmpty() && !choice.wantsBase(release)) {
            return Optional.empty();
        }
        ImagePlace place = place();
        if (!place.isUsable()) {
            workshop.log()
                    .warn("The image for " + request.platform() + " gets no start-up archive: its programs can't be run"
                            + " here. Build on such a machine, or install qemu-user-static on one with Linux; or write"
                            + " <startup>none</startup>");
            return Optional.empty();
        }
        if (kind.isEmpty()) {
            return Optional.of(new BaseArchive(root, runtime, place, choice.mode() == StartupChoice.Mode.BASE));
        }
        List<Stage> files = Stream.concat(Stream.of(root), copies.stream()).toList();
        return Optional.of(new ApplicationArchive(files, runtime, place, trainee(application, choice, release)));
    }

    private Trainee trainee(Application application, StartupChoice choice, int release) {
        LaunchChoice launch = request.launch();
        return new Trainee(
                application,
                choice,
                launch.options(application),
                launch.environment().variables(),
                release);
    }

    private ImagePlace place() {
        Path logs = workshop.workplace().output().resolve("startup");
        String name = request.platform().toString().replace('/', '-') + ".log";
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return new ImagePlace(request.platform(), SearchPath.of(path), logs.resolve(name));
    }
}
