package dev.lapstrake.log;

/** Passes every event on; whoever extends it does something beside with some of them. */
public abstract class ForwardedLog implements BuildLog {
    private final BuildLog next;

    protected ForwardedLog(BuildLog next) {
        this.next = next;
    }

    @Override
    public void step(Step step) {
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
    public void progress(Transfer transfer) {
        next.progress(transfer);
    }

    @Override
    public void detail(String message) {
        next.detail(message);
    }

    @Override
    public Span span(String kind, String name) {
        return next.span(kind, name);
    }
}
