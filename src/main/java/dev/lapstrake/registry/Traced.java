package dev.lapstrake.registry;

import dev.lapstrake.http.Call;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.Span;
import dev.lapstrake.net.Shown;
import dev.lapstrake.problem.BuildException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Makes a span of each request, from when it is sent until its answer has been read; what is secret stays out of it. */
final class Traced implements Transport {
    private final Transport next;
    private final BuildLog log;

    Traced(Transport next, BuildLog log) {
        this.next = next;
        this.log = log;
    }

    @Override
    public Answer send(Call call) throws IOException, BuildException {
        Span span = log.span("http", call.method() + " " + Shown.address(call.uri()));
        if (span.equals(Span.NONE)) {
            return next.send(call);
        }
        span.with("sent", call.body() == null ? 0 : call.body().size());
        try {
            return traced(next.send(call), span);
        } catch (IOException | BuildException | RuntimeException e) {
            span.with("failed", e.getClass().getSimpleName()).close();
            throw e;
        }
    }

    private static Answer traced(Answer answer, Span span) {
        span.with("status", answer.status());
        return new Answer(answer.uri(), answer.status(), answer.headers(), new Counted(answer.body(), span));
    }

    /** Counts what is read, and ends the span. */
    private static final class Counted extends FilterInputStream {
        private final Span span;
        private long count;
        private boolean closed;

        Counted(InputStream in, Span span) {
            super(in);
            this.span = span;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count += Math.max(read, 0);
            return read;
        }

        @Override
        public void close() throws IOException {
            super.close();
            if (!closed) {
                closed = true;
                span.with("received", count).close();
            }
        }
    }
}
