package dev.lapstrake.build;

import dev.lapstrake.app.Application;
import dev.lapstrake.lock.Ledger;
import dev.lapstrake.lock.Lock;
import dev.lapstrake.lock.LockChanges;
import dev.lapstrake.lock.LockFile;
import dev.lapstrake.lock.LockUpdate;
import dev.lapstrake.lock.LockUse;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.stage.Stage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Makes the lock of a project: runs the stages of a build, and writes down what they took from elsewhere. */
public final class LockBuild {
    private final Workplace workplace;
    private final Registries registries;
    private final BuildLog log;

    public LockBuild(Workplace workplace, Registries registries, BuildLog log) {
        this.workplace = workplace;
        this.registries = registries;
        this.log = log;
    }

    /** What the lock is now, and was. */
    public record Result(Lock lock, LockChanges changes) {}

    /**
     * Writes the lock; what another has for other platforms and suites stays in it.
     *
     * @param update what is raised of a lock that is there; all the rest stays as it is
     */
    public Result run(BuildRequest request, LockUpdate update) throws BuildException {
        request.check();
        LockFile file = LockFile.in(workplace.project());
        try {
            Optional<Lock> before = file.read();
            update.check(before.orElse(Lock.EMPTY));
            LockUse use = new LockUse(before, LockUse.Mode.MADE, update, new Ledger());
            take(request, use);
            BuildRequest.Target target = request.target();
            Lock others = before.orElse(Lock.EMPTY)
                    .without(
                            target.platform().toString(),
                            target.debian().suite().codename());
            Lock lock = others.with(use.ledger().toLock());
            file.write(lock);
            return new Result(lock, new LockChanges(before.orElse(Lock.EMPTY), lock));
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
    }

    private void take(BuildRequest request, LockUse use) throws IOException, BuildException {
        try (Workshop workshop = Workshop.at(workplace, registries, log).held(use)) {
            workshop.mending(() -> {
                Optional<Application> application = workshop.application(request.application());
                LayerStages stages = LayerStages.of(workshop, request);
                workshop.run(stages.declared().forCompilePhase().values());
                List<Stage> layers = stages.stages(application);
                workshop.run(layers);
                workshop.run(new DebugStages(workshop, request).of(layers));
                return stages.base().isEmpty()
                        ? layers
                        : List.of(stages.base().get().find());
            });
        }
    }
}
