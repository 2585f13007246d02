package dev.lapstrake.registry.server;

import dev.lapstrake.tree.Content;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One connection of a client: requests and answers, by turns. */
final class HttpConnection {
    private static final int BUFFER = 1 << 16;
    private static final int QUIET_MILLIS = 60_000;
    private static final int FAREWELL_MILLIS = 500;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    HttpConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(QUIET_MILLIS);
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    }

    /** Serves until one side has had enough. */
    void serve(Router router) throws IOException {
        try {
            Optional<HttpRequest> request = HttpRequest.read(in);
            while (request.isPresent() && answer(request.get(), router)) {
                request = HttpRequest.read(in);
            }
        } catch (MalformedRequestException e) {
            write(Reply.of(400).with("Connection", "close"), true);
            sayFarewell();
        }
    }

    private boolean answer(HttpRequest request, Router router) throws IOException {
        if (request.wantsContinue()) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
        Reply reply = router.answer(request);
        // A client that is still sending would see a broken connection instead of its answer.
        request.body().transferTo(OutputStream.nullOutputStream());
        boolean goesOn = request.keepsConnection();
        write(
                reply.with("Connection", goesOn ? "keep-alive" : "close"),
                !request.method().equals("HEAD"));
        return goesOn;
    }

    private void write(Reply reply, boolean withBody) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + reply.status() + " \r\n");
        reply.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        Content body = reply.body();
        if (reply.status() != 204) {
            head.append("Content-Length: " + (body == null ? 0 : body.size()) + "\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        if (body != null && withBody) {
            copy(body);
        }
        out.flush();
    }

    private void copy(Content content) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream source = content.open()) {
            for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
                out.write(buffer, 0, count);
            }
        }
    }

    /** Closing with bytes unread resets the connection, and the client might never see the last answer. */
    private void sayFarewell() throws IOException {
        socket.shutdownOutput();
        socket.setSoTimeout(FAREWELL_MILLIS);
        in.readNBytes(BUFFER);
    }
}
