package dev.lapstrake.trace;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.Span;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** Records a goal from its beginning to its end, however it ends. */
public final class Tracing implements AutoCloseable {
    private final TraceFile file;
    private final String goal;
    private final Recorder recorder;
    private final BuildLog next;
    private final Span whole;

    /**
     * @param file where the trace is written when the goal ends
     * @param run when Maven was started, from which times are counted
     */
    public Tracing(Path file, Instant run, String goal, BuildLog next) {
        this.file = new TraceFile(file, run);
        this.goal = goal;
        this.recorder = new Recorder(run);
        this.next = next;
        this.whole = recorder.begin("goal", goal);
    }

    /** What a goal does. */
    public interface Work<E extends Exception> {
        void run(BuildLog log) throws BuildException, E;
    }

    /** Does it with a log that is recorded; what it fails with is in the trace as well. */
    public <E extends Exception> void record(Work<E> work) throws BuildException, E {
        try {
            work.run(new TracedLog(next, recorder));
        } catch (BuildException e) {
            whole.with("failed", e.problem().id());
            throw e;
        }
    }

    /** Writes the trace; that it can't be written is no reason for a goal to fail. */
    @Override
    public void close() {
        whole.close();
        try {
            file.add(goal, recorder);
        } catch (IOException e) {
            next.warn("The trace can't be written: " + e);
        }
    }
}
