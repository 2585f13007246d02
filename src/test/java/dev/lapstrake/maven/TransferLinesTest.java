package dev.lapstrake.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.log.Transfer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransferLinesTest {
    private final List<String> log = new ArrayList<>();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    private static Transfer after(long millis, int left) {
        return new Transfer("push r.io/app", 30_000_000, 50_000_000, left, Duration.ofMillis(millis));
    }

    @Test
    void showWhenThereIsNoTerminalTellsEveryFewSeconds() {
        TransferLines lines = new TransferLines(log::add, Optional.empty());
        for (int millis = 0; millis <= 12_000; millis += 250) {
            lines.show(after(millis, 2));
        }
        lines.show(after(12_100, 0));
        assertThat(log)
                .containsExactly(
                        "push r.io/app: 30.0 MB of 50.0 MB, 6.0 MB/s, 2 parts left",
                        "push r.io/app: 30.0 MB of 50.0 MB, 3.0 MB/s, 2 parts left");
    }

    @Test
    void showWhenTransferIsShortTellsNothing() {
        TransferLines lines = new TransferLines(log::add, Optional.empty());
        lines.show(after(4_900, 1));
        lines.show(after(5_100, 0));
        assertThat(log).isEmpty();
    }

    @Test
    void showWhenThereIsATerminalChangesOneLineAndLeavesNothing() {
        PrintStream terminal = new PrintStream(screen, true, StandardCharsets.UTF_8);
        TransferLines lines = new TransferLines(log::add, Optional.of(terminal));
        lines.show(after(900, 1));
        assertThat(screen.toString(StandardCharsets.UTF_8)).isEmpty();

        lines.show(after(2_000, 1));
        assertThat(screen.toString(StandardCharsets.UTF_8))
                .startsWith("\rpush r.io/app: 30.0 MB of 50.0 MB, 15.0 MB/s, 1 part left ")
                .doesNotContain("\n");

        lines.show(after(3_000, 0));
        assertThat(screen.toString(StandardCharsets.UTF_8)).endsWith("\r" + " ".repeat(100) + "\r");
        assertThat(log).isEmpty();
    }
}
