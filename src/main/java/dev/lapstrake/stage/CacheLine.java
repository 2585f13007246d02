package dev.lapstrake.stage;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.Stopwatch;
import dev.lapstrake.parallel.Patience;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.registry.Access;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;

/**
 * The line to the cache's registry. The registry may help a build, but not hold it up: it is waited for only so long, and
 * at its first failure the line is cut, with one warning. A registry that only refuses to take anything is still read.
 */
final class CacheLine {
    private static final Set<String> REFUSALS =
            Set.of("registry-credentials-missing", "registry-credentials-refused", "registry-refused");

    /** What says nothing of the registry's other content. */
    private static final Set<String> OF_ONE_RESULT = Set.of("registry-wrong-digest", "image-missing");

    private final String name;
    private final Patience patience;
    private final BuildLog log;
    private final Set<Access> open = ConcurrentHashMap.newKeySet();

    CacheLine(RemoteCache remote, BuildLog log) {
        this.name = remote.repository().name();
        this.patience = new Patience(remote.longest());
        this.log = log;
        this.open.add(Access.PULL);
        if (remote.push()) {
            this.open.add(Access.PUSH);
        }
    }

    boolean isOpen(Access access) {
        return open.contains(access);
    }

    /**
     * Asks something.
     *
     * @param subject what it is about, for a warning
     * @return empty if the registry has nothing to say to it, or is not asked any more
     * @throws InterruptedIOException if the build is interrupted meanwhile; nothing else ends a build
     */
    <T> Optional<T> ask(Access access, String subject, Patience.Task<Optional<T>> question)
            throws InterruptedIOException {
        if (!isOpen(access)) {
            return Optional.empty();
        }
        Stopwatch watch = Stopwatch.start();
        try {
            return patience.call(question);
        } catch (BuildException e) {
            judge(access, subject, e.problem(), watch);
        } catch (TimeoutException e) {
            cut(access, "It did not answer, or was too slow.", watch);
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw interrupted(e);
            }
            cut(access, e + ".", watch);
        }
        return Optional.empty();
    }

    private static InterruptedIOException interrupted(IOException cause) {
        InterruptedIOException interrupted = new InterruptedIOException("interrupted while the cache was asked");
        interrupted.initCause(cause);
        return interrupted;
    }

    private void judge(Access access, String subject, Problem problem, Stopwatch watch) {
        if (OF_ONE_RESULT.contains(problem.id())) {
            wrong(subject, problem.what());
        } else if (!REFUSALS.contains(problem.id())) {
            cut(access, problem.what(), watch);
        } else if (open.remove(access)) {
            warn(access, problem.what(), watch);
        }
    }

    private void cut(Access access, String why, Stopwatch watch) {
        boolean first = open.remove(access);
        open.clear();
        if (first) {
            warn(access, why, watch);
        }
    }

    /** Leaves the rest of what was to go to the registry. */
    void giveUp() {
        if (open.remove(Access.PUSH)) {
            log.warn("The cache " + name + " did not get all results of this build: it took too long.");
        }
    }

    private void warn(Access access, String why, Stopwatch watch) {
        String what = access == Access.PULL ? " is not asked" : " gets nothing";
        String seconds = String.format(Locale.ROOT, "%.1f s", watch.time().toMillis() / 1e3);
        log.warn("The cache " + name + what + " any more in this build. " + why + " That took " + seconds + ".");
    }

    /** Says that something of the registry's is not taken. */
    void wrong(String subject, String why) {
        log.warn("What the cache " + name + " has for '" + subject + "' is not used. " + why);
    }
}
