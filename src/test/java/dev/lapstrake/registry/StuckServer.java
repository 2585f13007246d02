package dev.lapstrake.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Answers 404 to HEAD, 202 to POST, and reads no further than the head of a PUT; of manifests it sends nothing, or, of
 * those of the repository {@code half}, the half.
 */
final class StuckServer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    StuckServer() throws IOException {
        daemon(this::accept);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                daemon(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static void serve(Socket socket) {
        try {
            for (String head = head(socket); !head.isEmpty(); head = head(socket)) {
                String status = head.startsWith("HEAD") ? "404 No" : head.startsWith("POST") ? "202 Yes" : "200 Yes";
                if (head.startsWith("PUT") || head.startsWith("GET /v2/nothing/")) {
                    return;
                }
                String size = head.startsWith("GET /v2/half/") ? "4\r\n\r\n{}" : "0\r\n\r\n";
                String answer = "HTTP/1.1 " + status + "\r\nLocation: /upload\r\nContent-Length: " + size;
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static String head(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
    }
}
