package dev.lapstrake.command;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Passes on what a command prints, line by line, and remembers the last of it. Secrets are taken out of whole lines, so
 * that none is seen in two halves; of a line that is longer than anyone reads, the rest is left out.
 */
final class CommandOutput implements Closeable {
    private static final int REMEMBERED = 20;
    private static final int LONGEST = 1 << 14;
    private static final long PATIENCE_MILLIS = 2000;

    private final InputStream in;
    private final Redaction secrets;
    private final Consumer<String> output;
    private final Deque<String> last = new ArrayDeque<>();
    private final Thread reader;

    private CommandOutput(InputStream in, Redaction secrets, Consumer<String> output) {
        this.in = in;
        this.secrets = secrets;
        this.output = output;
        this.reader = new Thread(this::read, "lapstrake-command-output");
        reader.setDaemon(true);
    }

    static CommandOutput of(InputStream in, Redaction secrets, Consumer<String> output) {
        CommandOutput lines = new CommandOutput(in, secrets, output);
        lines.reader.start();
        return lines;
    }

    private void read() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                if (octet == '\n' || octet == '\r') { // progress bars go back to the start of their line
                    flush(line);
                } else if (line.size() < LONGEST) {
                    line.write(octet);
                }
            }
        } catch (IOException e) {
            // The stream was closed while something that the command left behind still held the other end.
        }
        flush(line);
    }

    private void flush(ByteArrayOutputStream line) {
        if (line.size() > 0) {
            String text = secrets.of(line.toString(StandardCharsets.UTF_8));
            tell(line.size() < LONGEST ? text : withoutEnd(text));
            line.reset();
        }
    }

    /** What is left out may be the second half of a secret; then its first half is the end of what was kept. */
    private String withoutEnd(String text) {
        return text.substring(0, Math.max(0, text.length() - secrets.longest())) + "…";
    }

    private synchronized void tell(String line) {
        if (last.size() == REMEMBERED) {
            last.removeFirst();
        }
        last.add(line);
        output.accept(line);
    }

    /** Waits until all has been read; not for long, since the command has ended. */
    void await() throws InterruptedException {
        reader.join(PATIENCE_MILLIS);
    }

    /** The last lines, each on a line of its own; empty if nothing was printed. */
    synchronized String lastWords() {
        StringBuilder text = new StringBuilder();
        last.forEach(line -> text.append("\n         | ").append(line));
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        try {
            await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (reader.isAlive()) {
            in.close();
        }
    }
}
