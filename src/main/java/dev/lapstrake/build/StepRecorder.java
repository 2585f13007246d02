package dev.lapstrake.build;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.ForwardedLog;
import dev.lapstrake.log.Step;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** Remembers a build's steps for the report, and whether it warned of anything. */
final class StepRecorder extends ForwardedLog {
    private final List<Step> steps = new CopyOnWriteArrayList<>();
    private final AtomicBoolean hasWarned = new AtomicBoolean();

    StepRecorder(BuildLog next) {
        super(next);
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    /** Forgets the steps so far, since they are done again. */
    void restart() {
        steps.clear();
    }

    /** True if the user was told of something, and has to be told again as long as it is so. */
    boolean hasWarned() {
        return hasWarned.get();
    }

    @Override
    public void warn(String message) {
        hasWarned.set(true);
        super.warn(message);
    }

    @Override
    public void step(Step step) {
        steps.add(step);
        super.step(step);
    }
}
