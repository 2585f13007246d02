package dev.lapstrake.maven;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.Origin;
import dev.lapstrake.log.Step;
import java.time.Duration;
import java.util.Locale;
import org.apache.maven.plugin.logging.Log;

/** How a build looks in Maven's log: a line for each step, in columns. */
final class MavenLog implements BuildLog {
    private static final double MEGA = 1e6;

    private final Log log;

    MavenLog(Log log) {
        this.log = log;
    }

    @Override
    public void step(Step step) {
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
        log.warn(message);
    }

    @Override
    public void output(String stage, String line) {
        log.info("[" + stage + "] " + line);
    }

    @Override
    public void detail(String message) {
        log.debug(message);
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
