package dev.lapstrake.stage;

import dev.lapstrake.registry.RawServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Says that a megabyte is coming, for whatever it is asked, and sends a byte now and then; or says nothing at all. */
final class SlowServer extends RawServer {
    private static final int PAUSE_MILLIS = 20;

    private final boolean silent;

    SlowServer(boolean silent) throws IOException {
        this.silent = silent;
        start();
    }

    @Override
    protected void serve(Socket socket) throws IOException, InterruptedException {
        String request = new String(socket.getInputStream().readNBytes(9), StandardCharsets.US_ASCII);
        OutputStream out = socket.getOutputStream();
        if (request.equals("GET /v2/ ")) {
            answer("Content-Length: 0\r\nConnection: close", out);
            socket.close();
            return;
        }
        if (!silent) {
            answer("Content-Length: 1000000", out);
        }
        while (!silent) {
            out.write(' ');
            out.flush();
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static void answer(String headers, OutputStream out) throws IOException {
        out.write(("HTTP/1.1 200 OK\r\n" + headers + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
