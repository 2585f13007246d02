package dev.lapstrake.maven;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.Origin;
import dev.lapstrake.log.Step;
import dev.lapstrake.log.Transfer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;

/** How a build looks in Maven's log: a line for each step, in columns. */
final class MavenLog implements BuildLog, AutoCloseable {
    private static final double MEGA = 1e6;

    private final Log log;
    private final TransferLines transfers;

    MavenLog(Log log) {
        this(log, false);
    }

    /**
     * @param interactive true if a person may be looking on
     */
    MavenLog(Log log, boolean interactive) {
        this.log = log;
        boolean isSeen = interactive && log.isInfoEnabled();
        this.transfers = new TransferLines(log::info, isSeen ? Terminal.find() : Optional.empty());
    }

    @Override
    public void progress(Transfer transfer) {
        transfers.show(transfer);
    }

    /** Leaves no line behind that was not to stay. */
    @Override
    public void close() {
        transfers.clear();
    }

    @Override
    public void step(Step step) {
        transfers.clear();
        log.info(String.format(
                Locale.ROOT,
                "%-12s %9s %8s  %s%s",
                step.name(),
                step.bytes() == 0 ? "" : size(step.bytes()),
                seconds(step.time()),
                step.detail(),
                from(step.origin())));
    }

    private static String from(Origin origin) {
        return switch (origin) {
            case BUILT -> "";
            case CACHE -> " (reused)";
            case REGISTRY -> " (from the registry)";
        };
    }

    @Override
    public void warn(String message) {
        transfers.clear();
        log.warn(message);
    }

    @Override
    public void output(String stage, String line) {
        transfers.clear();
        log.info("[" + stage + "] " + line);
    }

    @Override
    public void detail(String message) {
        if (log.isDebugEnabled()) {
            transfers.clear();
            log.debug(message);
        }
    }

    /** Megabytes of a million bytes, as registries count. */
    static String size(long bytes) {
        return bytes < MEGA / 10
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / MEGA);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1e3);
    }
}
