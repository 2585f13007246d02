package dev.lapstrake.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AheadTest {
    @Test
    void awaitWaitsForTheEnd() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        AtomicBoolean done = new AtomicBoolean();
        Ahead ahead = Ahead.of(() -> {
            await(asked);
            done.set(true);
        });

        asked.countDown();
        ahead.begin().await();

        assertThat(done).isTrue();
    }

    @Test
    void awaitWhenItFailsSaysNothing() throws Exception {
        Ahead ahead = Ahead.of(() -> {
            throw new IOException("no network");
        });

        ahead.begin().await();
        Ahead.NOTHING.await();
    }

    @Test
    void awaitWhenInterruptedStopsWaiting() {
        CountDownLatch never = new CountDownLatch(1);
        Ahead ahead = Ahead.of(() -> await(never)).begin();

        Thread.currentThread().interrupt();

        assertThatThrownBy(ahead::await).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        never.countDown();
    }

    @Test
    void closeStopsIt() throws Exception {
        AtomicBoolean stopped = new AtomicBoolean();
        Ahead ahead = Ahead.of(() -> {
            try {
                await(new CountDownLatch(1));
            } finally {
                stopped.set(true);
            }
        });

        ahead.begin().close();

        assertThat(stopped).isTrue();
    }

    @Test
    void awaitWhenItWasNeverBegunWaitsForNothing() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        try (Ahead ahead = Ahead.of(() -> done.set(true))) {
            ahead.await();
        }
        assertThat(done).isFalse();
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
