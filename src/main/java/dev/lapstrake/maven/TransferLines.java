package dev.lapstrake.maven;

import dev.lapstrake.log.Transfer;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a transfer looks that takes long: on a terminal one line that changes, in a log a line every few seconds. Of a short
 * one nothing is seen.
 */
final class TransferLines {
    private static final Duration LIVE_FROM = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final int WIDTH = 100;

    private final Consumer<String> lines;
    private final Optional<PrintStream> terminal;
    private final Map<String, Duration> told = new HashMap<>();
    private boolean isShown;

    /**
     * @param lines take what is to stay
     * @param terminal where there is one in front of a person
     */
    TransferLines(Consumer<String> lines, Optional<PrintStream> terminal) {
        this.lines = lines;
        this.terminal = terminal;
    }

    synchronized void show(Transfer transfer) {
        if (terminal.isPresent()) {
            draw(transfer);
        } else {
            tell(transfer);
        }
    }

    private void draw(Transfer transfer) {
        if (transfer.left() == 0) {
            clear();
        } else if (transfer.time().compareTo(LIVE_FROM) >= 0) {
            print(text(transfer));
            isShown = true;
        }
    }

    private void tell(Transfer transfer) {
        Duration last = told.getOrDefault(transfer.name(), Duration.ZERO);
        if (transfer.left() == 0) {
            told.remove(transfer.name());
        } else if (transfer.time().minus(last).compareTo(BETWEEN_LINES) >= 0) {
            told.put(transfer.name(), transfer.time());
            lines.accept(text(transfer));
        }
    }

    /** Makes room for a line that is to stay. */
    synchronized void clear() {
        if (isShown) {
            print("");
            terminal.ifPresent(screen -> screen.print('\r'));
            isShown = false;
        }
    }

    private void print(String text) {
        String cut = text.substring(0, Math.min(text.length(), WIDTH));
        terminal.ifPresent(screen -> {
            screen.print('\r' + cut + " ".repeat(WIDTH - cut.length()));
            screen.flush();
        });
    }

    private static String text(Transfer transfer) {
        return String.format(
                Locale.ROOT,
                "%s: %s of %s, %s/s, %d %s left",
                transfer.name(),
                MavenLog.size(transfer.moved()),
                MavenLog.size(transfer.total()),
                MavenLog.size(transfer.rate()),
                transfer.left(),
                transfer.left() == 1 ? "part" : "parts");
    }
}
