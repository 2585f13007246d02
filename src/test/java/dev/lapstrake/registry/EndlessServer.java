package dev.lapstrake.registry;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Gives the same body to whoever asks, and hangs up before it has said that this was all. */
final class EndlessServer extends RawServer {
    private static final int REQUEST = 8192;

    private final String body;

    EndlessServer(String body) throws IOException {
        this.body = body;
        start();
    }

    @Override
    protected void serve(Socket socket) throws IOException {
        try (socket) {
            socket.getInputStream().read(new byte[REQUEST]);
            String answer = "HTTP/1.1 200 Yes\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n";
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
