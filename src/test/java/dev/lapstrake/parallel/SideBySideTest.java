package dev.lapstrake.parallel;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.lapstrake.problem.Problem;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SideBySideTest {
    @Test
    void mapGivesResultsInTheOrderOfTheInputs() throws Exception {
        CountDownLatch last = new CountDownLatch(1);
        List<String> results = SideBySide.map(List.of("a", "b"), input -> {
            if (input.equals("b")) {
                last.countDown();
            } else {
                await(last);
            }
            return input.toUpperCase(java.util.Locale.ROOT);
        });
        assertThat(results).containsExactly("A", "B");
    }

    @Test
    void mapWhenOneFailsStopsTheOthersAndTellsIt() {
        CountDownLatch never = new CountDownLatch(1);
        assertProblem(
                "it-failed",
                () -> SideBySide.map(List.of("waits", "fails"), input -> {
                    if (input.equals("waits")) {
                        await(never);
                    }
                    throw Problem.of("it-failed", "It failed.", "mend it").exception();
                }));
        assertThatIOException()
                .isThrownBy(() -> SideBySide.map(List.of("x"), input -> {
                    throw new IOException("disk");
                }))
                .withMessage("disk");
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }
}
