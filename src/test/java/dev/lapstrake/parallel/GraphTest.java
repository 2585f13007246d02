package dev.lapstrake.parallel;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GraphTest {
    private final ConcurrentLinkedQueue<String> ran = new ConcurrentLinkedQueue<>();

    private record Node(String name, List<Node> inputs) {
        Node(String name, Node... inputs) {
            this(name, List.of(inputs));
        }
    }

    private <R> List<R> run(List<Node> nodes, Graph.Task<Node, R> task) throws IOException, BuildException {
        return Graph.run(nodes, Node::name, Node::inputs, task);
    }

    private String join(Node node, List<String> inputs) {
        ran.add(node.name());
        return node.name() + inputs;
    }

    @Test
    void runWhenGraphIsADiamondRunsEachNodeOnceAfterItsInputs() throws Exception {
        Node bottom = new Node("bottom");
        Node top = new Node("top", new Node("left", bottom), new Node("right", bottom));
        assertThat(run(List.of(top, bottom), this::join))
                .containsExactly("top[left[bottom[]], right[bottom[]]]", "bottom[]");
        assertThat(ran).hasSize(4).startsWith("bottom").endsWith("top");
    }

    @Test
    void runWhenThereAreMoreNodesThanThreadsRunsThemAll() throws Exception {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            nodes.add(new Node("n" + i));
        }
        assertThat(run(nodes, this::join))
                .isEqualTo(nodes.stream().map(node -> node.name() + "[]").toList());
    }

    @Test
    void runWhenChainIsDeepRunsItInOrder() throws Exception {
        Node node = new Node("0");
        for (int i = 1; i < 1000; i++) {
            node = new Node(Integer.toString(i), node);
        }
        assertThat(run(List.of(node), (at, inputs) -> {
                    ran.add(at.name());
                    return at.name();
                }))
                .containsExactly("999");
        assertThat(ran).hasSize(1000).startsWith("0", "1", "2").endsWith("998", "999");
    }

    @Test
    void runWhenOneFailsStopsTheRestAndTellsIt() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicBoolean stopped = new AtomicBoolean();
        Node fails = new Node("fails");
        assertProblem(
                "it-failed",
                () -> run(List.of(new Node("waits"), new Node("after", fails)), (node, inputs) -> {
                    ran.add(node.name());
                    if (node.equals(fails)) {
                        throw Problem.of("it-failed", "It failed.", "mend it").exception();
                    }
                    await(never, stopped);
                    return node;
                }));
        assertThat(ran).doesNotContain("after");
        assertThat(stopped.get() || !ran.contains("waits")).isTrue();
    }

    @Test
    void runWhenNodesFailAtOnceTellsWhatBroke() {
        for (int i = 0; i < 300; i++) {
            Node top = new Node("top", new Node("a"), new Node("b"));
            assertProblem(
                    "it-failed",
                    () -> run(List.of(top), (node, inputs) -> {
                        throw Problem.of("it-failed", "It failed.", "mend it").exception();
                    }));
        }
    }

    @Test
    void runWhenSomethingBreaksTellsWhatBroke() {
        assertThatThrownBy(() -> run(List.of(new Node("a")), (node, inputs) -> {
                    throw new IOException("disk");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("disk");
        assertThatThrownBy(() -> run(List.of(new Node("a")), (node, inputs) -> {
                    throw new NoClassDefFoundError("Missing");
                }))
                .isInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void runWhenInterruptedEndsWhatRunsBeforeItEnds() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        AtomicBoolean stopped = new AtomicBoolean();
        AtomicBoolean interrupted = new AtomicBoolean();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread builder = new Thread(() -> {
            thrown.set(catchThrowable(() -> run(List.of(new Node("a")), (node, inputs) -> {
                started.countDown();
                await(new CountDownLatch(1), stopped);
                return node;
            })));
            interrupted.set(Thread.currentThread().isInterrupted() && stopped.get());
        });
        builder.start();
        started.await();
        builder.interrupt();
        builder.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedIOException.class);
        assertThat(interrupted).isTrue();
    }

    private static void await(CountDownLatch latch, AtomicBoolean stopped) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            stopped.set(true);
            throw new IOException("interrupted", e);
        }
    }

    @Test
    void runWhenNodesAreIndependentRunsThemSideBySide() throws Exception {
        int together = Math.min(2, Runtime.getRuntime().availableProcessors());
        CountDownLatch all = new CountDownLatch(together);
        Function<Integer, Node> node = i -> new Node("n" + i);
        List<Node> nodes = together == 1 ? List.of(node.apply(1)) : List.of(node.apply(1), node.apply(2));
        assertThat(run(nodes, (at, inputs) -> {
                    all.countDown();
                    await(all, new AtomicBoolean());
                    return at.name();
                }))
                .hasSize(together);
    }
}
