package dev.lapstrake.trace;

import dev.lapstrake.log.Span;
import dev.lapstrake.log.Step;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps what happens in a goal, on whatever thread, until it is written. */
final class Recorder {
    private final long zeroNanos;
    private final Queue<Event> events = new ConcurrentLinkedQueue<>();
    private final Map<Long, String> threads = new ConcurrentHashMap<>();

    /**
     * @param zero when the time of the trace begins
     */
    Recorder(Instant zero) {
        zeroNanos = System.nanoTime() - Math.max(0, zero.until(Instant.now(), ChronoUnit.NANOS));
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    /** The names of the threads that something happened on. */
    Map<Long, String> threads() {
        return new TreeMap<>(threads);
    }

    /** Begins something, on the thread that asks. */
    Span begin(String kind, String name) {
        return new Running(kind, name, now(), thread());
    }

    /** Keeps a step, which has just ended. */
    void add(Step step) {
        long nanos = Math.min(step.time().toNanos(), now());
        Map<String, Object> details = Map.of(
                "detail", step.detail(), "bytes", step.bytes(), "origin", step.origin(), "reused", step.reused());
        events.add(new Event(step.name(), "step", now() - nanos, nanos, thread(), details));
    }

    private long now() {
        return System.nanoTime() - zeroNanos;
    }

    private long thread() {
        Thread thread = Thread.currentThread();
        threads.put(thread.getId(), thread.getName());
        return thread.getId();
    }

    /** A span that goes on. */
    private final class Running implements Span {
        private final String kind;
        private final String name;
        private final long start;
        private final long thread;
        private final Map<String, Object> details = new ConcurrentHashMap<>();

        Running(String kind, String name, long start, long thread) {
            this.kind = kind;
            this.name = name;
            this.start = start;
            this.thread = thread;
        }

        @Override
        public Span with(String detail, Object value) {
            details.put(detail, value);
            return this;
        }

        @Override
        public void close() {
            events.add(new Event(name, kind, start, now() - start, thread, details));
        }
    }
}
