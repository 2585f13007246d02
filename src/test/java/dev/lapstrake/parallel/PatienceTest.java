package dev.lapstrake.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Patience SHORT = new Patience(Duration.ofMillis(50));

    @Test
    void callGivesTheResultOrTheFailure() throws Exception {
        Patience patience = new Patience(Duration.ofMinutes(1));
        assertThat(patience.<String>call(moved -> "done")).isEqualTo("done");
        assertThatThrownBy(() -> patience.call(moved -> {
                    throw new IOException("failed");
                }))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("failed");
    }

    @Test
    void callWhenItTakesTooLongInterruptsIt() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> SHORT.call(moved -> sleep(60_000, interrupted)));
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void callWhenMuchMovesWaitsLonger() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        assertThat(SHORT.<Integer>call(moved -> {
                    moved.accept(60_000_000);
                    return sleep(200, interrupted);
                }))
                .isEqualTo(200);
    }

    @Test
    void callWhenLittleMovesDoesNotWaitForIt() {
        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> SHORT.call(moved -> {
                    for (int i = 0; i < 10_000; i++) {
                        moved.accept(1);
                        sleep(10, new CountDownLatch(1));
                    }
                    return "slow";
                }));
    }

    private static Integer sleep(int millis, CountDownLatch interrupted) throws IOException {
        try {
            Thread.sleep(millis);
            return millis;
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw new InterruptedIOException("interrupted");
        }
    }
}
