package dev.lapstrake.root.apt;

import dev.lapstrake.lock.LockUse;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;

/** Holds a choice of packages to the lock, as long as the lock has them, or has to. */
public record Holding(ArchiveRequest request, BuildLog log) {
    /** A choice of packages. */
    public interface Choice<R> {
        R of(ArchiveRequest request) throws IOException, BuildException;
    }

    /** Chooses among what the lock has; or, where that does not do and need not, among what is the newest now. */
    public <R> R choose(Choice<R> choice) throws IOException, BuildException {
        try {
            return choice.of(request);
        } catch (BuildException e) {
            LockUse lock = request.lock();
            if (!lock.mayGoWithout(e)) {
                throw e;
            }
            log.warn(e.problem().text() + "\nSo this build takes what is the newest now, of all packages.");
            return choice.of(request.held(lock.without(e)));
        }
    }
}
