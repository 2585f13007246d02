package dev.lapstrake.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A connection to a server, perhaps through a proxy, perhaps with TLS over it. */
final class Connection implements Closeable {
    private static final int LONGEST_HEAD = 1 << 16;
    private static final int BUFFER = 1 << 13;

    private final SocketChannel channel;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private boolean isUsed;

    /**
     * @param channel what is below
     * @param socket what is spoken into
     */
    Connection(SocketChannel channel, Socket socket) throws IOException {
        this.channel = channel;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        this.out = socket.getOutputStream();
    }

    /** True if the server has said nothing without being asked, not even that it hangs up. */
    boolean isQuiet() {
        if (!isUsed) {
            return true; // what TLS says by itself after the handshake may be waiting
        }
        try {
            channel.configureBlocking(false);
            boolean quiet = in.available() == 0 && channel.read(ByteBuffer.allocate(1)) == 0;
            channel.configureBlocking(true);
            return quiet;
        } catch (IOException e) {
            return false;
        }
    }

    /** True if something has come in that was not read yet. */
    boolean hasSpoken() throws IOException {
        return in.available() > 0;
    }

    InputStream in() {
        return in;
    }

    OutputStream out() {
        isUsed = true;
        return out;
    }

    /** From now on whoever reads waits no longer than this, and has {@link SocketTimeoutException} then. */
    void patience(Duration patience) throws IOException {
        socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, Math.max(1, patience.toMillis())));
    }

    /** The next lines, up to an empty one, which is left out. */
    List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        int size = 0;
        for (String line = line(LONGEST_HEAD); !line.isEmpty(); line = line(LONGEST_HEAD - size)) {
            lines.add(line);
            size += line.length() + 1;
        }
        return lines;
    }

    /** The next line, without its end. */
    String line(int limit) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("it ended too early");
            }
            if (line.size() >= limit) {
                throw new IOException("it sent a head that is too long");
            }
            line.write(next);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** Hangs up at once, also under one who reads or writes. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // it is of no more use anyway
        }
    }
}
