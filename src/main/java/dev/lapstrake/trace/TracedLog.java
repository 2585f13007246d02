package dev.lapstrake.trace;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.ForwardedLog;
import dev.lapstrake.log.Span;
import dev.lapstrake.log.Step;

/** Records the steps and the spans of a build, beside telling of them. */
final class TracedLog extends ForwardedLog {
    private final Recorder recorder;

    TracedLog(BuildLog next, Recorder recorder) {
        super(next);
        this.recorder = recorder;
    }

    @Override
    public void step(Step step) {
        recorder.add(step);
        super.step(step);
    }

    @Override
    public Span span(String kind, String name) {
        return recorder.begin(kind, name);
    }
}
