package dev.lapstrake.root.apt;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.Span;
import dev.lapstrake.net.Proxies;
import dev.lapstrake.net.Shown;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A file at an address of http, https or file. What comes from there is nobody's word yet.
 *
 * @param proxies on the way there
 * @param log which is told of each request
 */
public record Remote(URI uri, Proxies proxies, BuildLog log) {
    private static final int ATTEMPTS = 3;
    private static final long PAUSE_MILLIS = 300;

    public Remote(URI uri, Proxies proxies) {
        this(uri, proxies, BuildLog.SILENT);
    }

    /**
     * Writes the file to the disk, but no more than a byte over the limit. A passing fault of the peer is given another
     * chance.
     *
     * @return false if the peer says that there is no such file
     * @throws BuildException if the peer can't be reached, or fails
     * @throws IOException if the disk fails
     */
    public boolean fetch(Path target, long limit) throws IOException, BuildException {
        return fetch(target, limit, Validator.NONE).outcome() == Outcome.FETCHED;
    }

    /**
     * Does the same for a file that has nothing to do with Debian.
     *
     * @param failed what is wrong if the peer can't be reached, or fails, told why
     */
    public boolean fetch(Path target, long limit, Function<String, Problem> failed) throws IOException, BuildException {
        try {
            return attempt(target, limit, Validator.NONE).outcome() == Outcome.FETCHED;
        } catch (PeerException e) {
            throw failed.apply(e.reason()).exception(e);
        }
    }

    /** What came of a request. */
    enum Outcome {
        FETCHED,
        /** The peer has no such file. */
        MISSING,
        /** The peer has the file as it was known. */
        UNCHANGED
    }

    /**
     * What came of a request.
     *
     * @param validator by which the peer will know the file again
     */
    record Fetched(Outcome outcome, Validator validator) {}

    /**
     * Does the same, unless the peer says that the file is as it was.
     *
     * @param known what the peer said of it then
     */
    Fetched fetch(Path target, long limit, Validator known) throws IOException, BuildException {
        try {
            return attempt(target, limit, known);
        } catch (PeerException e) {
            throw unreachable(e.reason()).exception(e);
        }
    }

    private Fetched attempt(Path target, long limit, Validator known) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(target, limit, known);
            } catch (PeerException e) {
                if (attempt == ATTEMPTS || !e.isPassing()) {
                    throw e;
                }
                pause(attempt);
            }
        }
    }

    private Fetched once(Path target, long limit, Validator known) throws IOException {
        try (Span span = log.span("http", "GET " + Shown.address(uri))) {
            Fetched fetched = read(target, limit, known);
            span.with("outcome", fetched.outcome())
                    .with("received", fetched.outcome() == Outcome.FETCHED ? Files.size(target) : 0);
            return fetched;
        }
    }

    private Fetched read(Path target, long limit, Validator known) throws IOException {
        try (PeerStream in = PeerStream.open(this, known);
                OutputStream out = Files.newOutputStream(target)) {
            copy(in, out, limit + 1);
            return new Fetched(in.isUnchanged() ? Outcome.UNCHANGED : Outcome.FETCHED, in.validator());
        } catch (FileNotFoundException e) {
            return new Fetched(Outcome.MISSING, Validator.NONE);
        }
    }

    private static void copy(InputStream in, OutputStream out, long most) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = most;
        for (int count = 0; count >= 0 && left > 0; left -= Math.max(count, 0)) {
            count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            out.write(buffer, 0, Math.max(count, 0));
        }
    }

    private static void pause(int attempt) throws InterruptedIOException {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS << attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a server of files");
        }
    }

    Problem unreachable(String reason) {
        return new Problem(
                "archive-unreachable",
                "A Debian archive can't be read: " + reason + ".",
                uri.toString(),
                "name another in <mirror>, or check the network; Maven's -o builds from what is in the cache");
    }

    Problem offline() {
        return new Problem(
                "archive-offline",
                "Maven is offline, and the cache lacks a file of a Debian archive.",
                uri.toString(),
                "run once without -o, so that it is fetched");
    }
}
