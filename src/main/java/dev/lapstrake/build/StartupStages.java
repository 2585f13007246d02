package dev.lapstrake.build;

import dev.lapstrake.app.Application;
import dev.lapstrake.disk.SearchPath;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.runtime.RuntimeStage;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.startup.ApplicationArchive;
import dev.lapstrake.startup.ArchiveKind;
import dev.lapstrake.startup.BaseArchive;
import dev.lapstrake.startup.StartupChoice;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the stage that makes a start-up archive, if one is wanted and can be made on this machine. */
record StartupStages(Workshop workshop, PlatformRequest request) {
    Optional<Stage> of(Application application, Stage root, RuntimeStage runtime) throws BuildException {
        StartupChoice choice = ((ApplicationChoice.Java) request.application()).startup();
        int release = runtime.jdk().release();
        Optional<ArchiveKind> kind = choice.archive(release);
        if (kind.isEmpty() && !choice.wantsBase(release)) {
            return Optional.empty();
        }
        BaseArchive.Place place = place();
        if (!place.isUsable()) {
            workshop.log()
                    .warn("The image for " + request.platform() + " gets no start-up archive: its programs can't be run"
                            + " here. Install qemu-user-static, or build on such a machine");
            return Optional.empty();
        }
        if (kind.isEmpty()) {
            return Optional.of(new BaseArchive(root, runtime, place));
        }
        return Optional.of(new ApplicationArchive(
                root,
                runtime,
                place,
                new ApplicationArchive.Trainee(
                        application,
                        choice,
                        request.launch().options(),
                        request.launch().environment().variables(),
                        release)));
    }

    private BaseArchive.Place place() {
        Path logs = workshop.workplace().output().resolve("startup");
        String name = request.platform().toString().replace('/', '-') + ".log";
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return new BaseArchive.Place(request.platform(), SearchPath.of(path), logs.resolve(name));
    }
}
