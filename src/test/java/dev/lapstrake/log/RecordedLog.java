package dev.lapstrake.log;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a build told. */
public record RecordedLog(
        List<Step> steps, List<String> warnings, List<String> output, List<String> details, List<Transfer> transfers)
        implements BuildLog {
    public RecordedLog() {
        this(
                new CopyOnWriteArrayList<>(),
                new CopyOnWriteArrayList<>(),
                new CopyOnWriteArrayList<>(),
                new CopyOnWriteArrayList<>(),
                new CopyOnWriteArrayList<>());
    }

    @Override
    public void step(Step step) {
        steps.add(step);
    }

    @Override
    public void warn(String message) {
        warnings.add(message);
    }

    @Override
    public void output(String stage, String line) {
        output.add("[" + stage + "] " + line);
    }

    @Override
    public void progress(Transfer transfer) {
        transfers.add(transfer);
    }

    @Override
    public void detail(String message) {
        details.add(message);
    }
}
