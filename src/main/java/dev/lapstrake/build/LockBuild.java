package dev.lapstrake.build;

import dev.lapstrake.lock.Ledger;
import dev.lapstrake.lock.Lock;
import dev.lapstrake.lock.LockChanges;
import dev.lapstrake.lock.LockFile;
import dev.lapstrake.lock.LockUpdate;
import dev.lapstrake.lock.LockUse;
import dev.lapstrake.lock.LockedPlatform;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.root.apt.Architecture;
import dev.lapstrake.stage.Stage;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
     * Writes the lock; what another has for other platforms stays in it.
     *
     * @param update what is raised of a lock that is there; all the rest stays as it is
     */
    public Result run(BuildRequest request, LockUpdate update) throws BuildException {
        request.check();
        LockFile file = LockFile.in(workplace.project());
        try {
            Optional<Lock> before = file.read();
            update.check(before.orElse(Lock.EMPTY));
            Lock lock = lock(request, before, update);
            LockChanges changes = new LockChanges(before.orElse(Lock.EMPTY), lock);
            if (before.isEmpty() || !changes.isNone()) {
                file.write(lock);
            }
            return new Result(lock, changes);
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
    }

    private Lock lock(BuildRequest request, Optional<Lock> before, LockUpdate update)
            throws IOException, BuildException {
        Lock left = before.orElse(Lock.EMPTY);
        Lock made = Lock.EMPTY;
        try (Workshop workshop = Workshop.unlocked(workplace, registries, log)) {
            for (PlatformRequest part : request.platforms()) {
                LockUse use = new LockUse(before, LockUse.Mode.MADE, update, new Ledger());
                Ledger taken = request.part(
                        part,
                        () -> take(
                                part.withoutStartup(),
                                workshop.of(part, request).with(use)));
                made = made.plus(taken.toLock(name(part), time(use, part)));
                left = left.without(name(part), Architecture.lockName(part.platform()));
            }
        }
        return left.with(made);
    }

    private static String name(PlatformRequest part) {
        return part.platform().toString();
    }

    /** Of what has no time of its own: since when it has been in the lock. */
    private static Instant time(LockUse use, PlatformRequest part) {
        return use.lock()
                .filter(old -> !use.update().all())
                .flatMap(old -> old.platform(name(part)))
                .map(LockedPlatform::snapshot)
                .orElse(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    /** Runs the stages, and gives what they took. */
    private static Ledger take(PlatformRequest request, Workshop workshop) throws IOException, BuildException {
        workshop.mending(() -> {
            try (LayerStages stages = LayerStages.of(workshop, request)) {
                workshop.run(stages.declared().forCompilePhase().values());
                List<Stage> layers = stages.stages(workshop.application(request));
                workshop.run(layers);
                workshop.run(new DebugStages(workshop, request).of(layers));
                return stages.base().isEmpty()
                        ? layers
                        : List.of(stages.base().get().find());
            }
        });
        return workshop.lock().ledger();
    }
}
