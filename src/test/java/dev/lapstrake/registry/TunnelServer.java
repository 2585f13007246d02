package dev.lapstrake.registry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy for TLS, which leads to one server whatever it is asked for, and wants user and password. */
final class TunnelServer extends RawServer {
    private final int port;
    private final String authorization;

    /** The heads of the requests. */
    final List<String> seen = new CopyOnWriteArrayList<>();

    /**
     * @param server {@code host:port}, on loopback
     * @param authorization what it wants to see
     */
    TunnelServer(String server, String authorization) throws IOException {
        this.port = Integer.parseInt(server.replaceFirst(".*:", ""));
        this.authorization = authorization;
        start();
    }

    @Override
    protected void serve(Socket client) throws IOException, InterruptedException {
        String head = head(client);
        seen.add(head);
        if (!head.contains("Proxy-Authorization: " + authorization + "\r\n")) {
            answer("407 No\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0", client);
            client.close();
            return;
        }
        answer("200 Yes", client);
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            Thread back = new Thread(() -> copy(server, client));
            back.start();
            copy(client, server);
            back.join();
        }
    }

    private static void answer(String status, Socket client) throws IOException {
        client.getOutputStream().write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // closed
        }
    }
}
