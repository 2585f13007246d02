package dev.lapstrake.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** The body of an answer, as it comes in; at its end the connection is free for the next request. */
final class BodyStream extends Incoming {
    private final InputStream in;
    private final Connection connection;
    private final Duration patience;
    private final Runnable next;
    private boolean ended;

    /**
     * @param in ends where the body does
     * @param patience after which {@link TimedOut} is thrown
     * @param next run at the end
     */
    BodyStream(InputStream in, Connection connection, Duration patience, Runnable next) {
        this.in = in;
        this.connection = connection;
        this.patience = patience;
        this.next = next;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (ended || length == 0) {
            return ended ? -1 : 0;
        }
        try {
            int count = in.read(target, offset, length);
            if (count < 0) {
                ended = true;
                next.run();
            }
            return count;
        } catch (SocketTimeoutException e) {
            close();
            throw TimedOut.reading(patience);
        } catch (IOException e) {
            close();
            throw Http.orInterrupted(e);
        }
    }

    /** Gives up the connection, unless the body has been read to its end. */
    @Override
    public void close() {
        if (!ended) {
            ended = true;
            connection.close();
        }
    }
}
