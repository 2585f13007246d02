package dev.lapstrake.registry;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Answers 404 to HEAD, 202 to POST, and reads no further than the head of a PUT; of manifests it sends nothing, or, of
 * those of the repository {@code half}, the half.
 */
final class StuckServer extends RawServer {
    StuckServer() throws IOException {
        start();
    }

    @Override
    protected void serve(Socket socket) throws IOException {
        for (String head = head(socket); !head.isEmpty(); head = head(socket)) {
            String status = head.startsWith("HEAD") ? "404 No" : head.startsWith("POST") ? "202 Yes" : "200 Yes";
            if (head.startsWith("PUT") || head.startsWith("GET /v2/nothing/")) {
                return;
            }
            String size = head.startsWith("GET /v2/half/") ? "4\r\n\r\n{}" : "0\r\n\r\n";
            String answer = "HTTP/1.1 " + status + "\r\nLocation: /upload\r\nContent-Length: " + size;
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
