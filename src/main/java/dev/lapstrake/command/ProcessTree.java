package dev.lapstrake.command;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process with all that it started, to be ended together: at the latest when the JVM ends.
 *
 * <p>A process whose parent ends gets another parent, so who belongs here is noted several times a second. What a
 * command detaches from itself quicker than that, and then forgets, is not found.
 */
public final class ProcessTree implements Closeable {
    private static final long LOOK_MILLIS = 100;
    private static final long GRACE_MILLIS = 2000;
    private static final long PAUSE_MILLIS = 20;

    private final Set<ProcessHandle> known = ConcurrentHashMap.newKeySet();
    private final Thread hook = new Thread(this::end, "lapstrake-command-end");
    private @Nullable Thread watch;
    private boolean isOver;

    private ProcessTree() {}

    /** A tree without a process; that the JVM may end is provided for before there is one to be left behind. */
    public static ProcessTree empty() throws IOException {
        ProcessTree tree = new ProcessTree();
        try {
            Runtime.getRuntime().addShutdownHook(tree.hook);
        } catch (IllegalStateException e) {
            throw ending();
        }
        return tree;
    }

    private static InterruptedIOException ending() {
        return new InterruptedIOException("the JVM is ending");
    }

    public synchronized Process start(ProcessBuilder builder) throws IOException {
        if (isOver) {
            throw ending();
        }
        Process process = builder.start();
        known.add(process.toHandle());
        watch = new Thread(() -> look(process), "lapstrake-command-watch");
        watch.setDaemon(true);
        watch.start();
        return process;
    }

    private void look(Process process) {
        try {
            while (process.isAlive()) {
                note();
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks all to end, and makes those end that don't. */
    public synchronized void end() {
        isOver = true;
        note();
        known.forEach(ProcessHandle::destroy);
        long patience = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
        while (known.stream().anyMatch(ProcessTree::isRunning) && System.nanoTime() < patience) {
            pause();
            note();
        }
        known.forEach(ProcessHandle::destroyForcibly);
    }

    /**
     * Those that are known may have started others since. The number of one that has ended may be another's by now,
     * whose children are no business of ours.
     */
    private void note() {
        Set.copyOf(known).stream().filter(ProcessHandle::isAlive).forEach(process -> process.descendants()
                .forEach(known::add));
    }

    /** One that has ended stays in the system's list until it is waited for, which in a container may be never. */
    private static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    /** Whoever interrupts wants an end too, so it is made, and the interruption stands. */
    private static void pause() {
        boolean interrupted = Thread.interrupted();
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end();
        if (watch != null) {
            watch.interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down: the hook runs now.
        }
    }
}
