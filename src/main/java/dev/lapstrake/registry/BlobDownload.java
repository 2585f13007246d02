package dev.lapstrake.registry;

import dev.lapstrake.http.Call;
import dev.lapstrake.oci.BlobWriter;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.WrongDigestException;
import dev.lapstrake.problem.BuildException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/**
 * A blob on its way into a layout. When it breaks off, what has come in is kept, and only the rest is asked for (RFC
 * 9110, section 14), unless the registry sends the whole all the same.
 */
final class BlobDownload implements Closeable {
    private static final int BUFFER = 1 << 16;
    private static final int PARTIAL = 206;
    private static final int RANGE_WRONG = 416;

    private final Exchange exchange;
    private final Descriptor blob;
    private final Layout layout;
    private final LongConsumer moved;
    private final String name;
    private BlobWriter writer;
    private long size;
    private boolean wasWrong;
    private boolean isKept;

    /**
     * @param moved is told of bytes as they come in, and, in a number below zero, of those that came in vain
     */
    BlobDownload(Exchange exchange, Descriptor blob, Layout layout, LongConsumer moved) throws IOException {
        this.exchange = exchange;
        this.blob = blob;
        this.layout = layout;
        this.moved = moved;
        this.name = exchange.name(blob.digest().toString());
        this.writer = layout.newBlob();
    }

    void run() throws IOException, BuildException {
        Call whole = Call.of("GET", exchange.uri("blobs/" + blob.digest()));
        exchange.persistently(name, tries -> {
            long before = size;
            try {
                Call call = size == 0 ? whole : whole.with("Range", "bytes=" + size + "-");
                return exchange.once(call, answer -> receive(answer, tries));
            } finally {
                if (size > before) {
                    tries.progressed();
                }
            }
        });
    }

    private Descriptor receive(Answer answer, Tries tries) throws IOException, BuildException {
        if (size > 0 && answer.status() == RANGE_WRONG) {
            throw wrong(size + " bytes instead of " + blob.size());
        }
        if (!answer.isSuccess()) {
            throw exchange.failures(name).of(answer);
        }
        if (size > 0 && !goesOn(answer)) {
            restart();
        }
        copy(answer.body(), tries);
        finish();
        return blob;
    }

    private boolean goesOn(Answer answer) {
        return answer.status() == PARTIAL
                && answer.header("Content-Range").orElse("").startsWith("bytes " + size + "-");
    }

    private void copy(InputStream body, Tries tries) throws IOException, BuildException {
        byte[] buffer = new byte[BUFFER];
        for (int count = read(body, buffer); count >= 0; count = read(body, buffer)) {
            tries.moved();
            if (size + count > blob.size()) {
                throw wrong("more than its " + blob.size() + " bytes");
            }
            writer.write(buffer, 0, count);
            size += count;
            moved.accept(count);
        }
    }

    /** A connection that breaks after the last byte has done its work. */
    private int read(InputStream body, byte[] buffer) throws IOException {
        try {
            return body.read(buffer);
        } catch (PeerException e) {
            if (size == blob.size()) {
                return -1;
            }
            throw e;
        }
    }

    private void finish() throws IOException, BuildException {
        if (size < blob.size()) {
            throw PeerException.passing("sent only " + size + " bytes of " + blob.size());
        }
        try {
            writer.commit(blob.digest());
            isKept = true;
        } catch (WrongDigestException e) {
            throw wrong(size + " bytes of another digest");
        }
    }

    /** Something on the way may have damaged it: it gets a second chance, but only that one. */
    private PeerException wrong(String actual) throws IOException, BuildException {
        restart();
        if (wasWrong) {
            throw exchange.failures(name).wrongDigest(blob.digest(), actual);
        }
        wasWrong = true;
        return PeerException.passing("sent other content than was asked for: " + actual);
    }

    private void restart() throws IOException {
        writer.close();
        writer = layout.newBlob();
        moved.accept(-size);
        size = 0;
    }

    @Override
    public void close() throws IOException {
        if (!isKept) {
            moved.accept(-size);
        }
        writer.close();
    }
}
