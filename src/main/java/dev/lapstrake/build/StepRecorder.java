package dev.lapstrake.build;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.ForwardedLog;
import dev.lapstrake.log.Step;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers a build's steps for the report. */
final class StepRecorder extends ForwardedLog {
    private final List<Step> steps = new CopyOnWriteArrayList<>();

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

    @Override
    public void step(Step step) {
        steps.add(step);
        super.step(step);
    }
}
