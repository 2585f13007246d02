package dev.lapstrake.build;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.Step;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes a build's events on, and remembers its steps for the report. */
final class StepRecorder implements BuildLog {
    private final BuildLog next;
    private final List<Step> steps = new CopyOnWriteArrayList<>();

    StepRecorder(BuildLog next) {
        this.next = next;
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
        next.step(step);
    }

    @Override
    public void warn(String message) {
        next.warn(message);
    }

    @Override
    public void output(String stage, String line) {
        next.output(stage, line);
    }

    @Override
    public void detail(String message) {
        next.detail(message);
    }
}
