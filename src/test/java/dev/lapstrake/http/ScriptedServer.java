package dev.lapstrake.http;

import dev.lapstrake.registry.RawServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Says word for word what it is told to, one answer for each head that comes; {@link #HANG_UP} ends the connection. */
final class ScriptedServer extends RawServer {
    static final String HANG_UP = "";

    /** What came, each head with as much of its body as its length says. */
    final List<String> seen = new CopyOnWriteArrayList<>();

    final AtomicInteger connections = new AtomicInteger();
    private final Queue<String> answers;

    ScriptedServer(String... answers) throws IOException {
        this.answers = new ConcurrentLinkedQueue<>(List.of(answers));
        start();
    }

    @Override
    protected void serve(Socket socket) throws IOException {
        connections.incrementAndGet();
        try (socket) {
            for (String head = head(socket); !head.isEmpty(); head = head(socket)) {
                seen.add(head + body(head, socket));
                String answer = answers.remove();
                if (answer.equals(HANG_UP)) {
                    return;
                }
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                if (answer.contains("Connection: close")) {
                    return;
                }
            }
        }
    }

    private static String body(String head, Socket socket) throws IOException {
        int length = head.lines()
                .filter(line -> line.startsWith("Content-Length: "))
                .mapToInt(line -> Integer.parseInt(line.substring(16)))
                .findFirst()
                .orElse(0);
        return new String(socket.getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
    }
}
