package dev.lapstrake.build;

import dev.lapstrake.lock.Ledger;
import dev.lapstrake.lock.Lock;
import dev.lapstrake.lock.LockFile;
import dev.lapstrake.lock.LockUpdate;
import dev.lapstrake.lock.LockUse;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the lock beside the POM counts.
 *
 * @param required true to fail if something is not in it, or is another
 * @param maxAge the age from which a build tells of it
 */
public record LockChoice(boolean required, Optional<Duration> maxAge) {
    public static final LockChoice WANTED = new LockChoice(false, Optional.empty());

    LockUse use(Path project) throws IOException, BuildException {
        Optional<Lock> lock = LockFile.in(project).read();
        if (lock.isEmpty() && required) {
            throw new Problem(
                            "lock-missing",
                            "<requireLock> wants a lapstrake.lock beside the POM, and there is none.",
                            LockFile.in(project).path().toString(),
                            "run mvn package lapstrake:lock, and commit the file")
                    .exception();
        }
        LockUse.Mode mode = required ? LockUse.Mode.REQUIRED : LockUse.Mode.WANTED;
        return new LockUse(lock, mode, LockUpdate.NONE, new Ledger());
    }
}
