package dev.lapstrake.registry;

import dev.lapstrake.tree.Content;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A registry's front that hands on what it is asked, but for some requests, with which something goes wrong. */
final class FaultProxy extends RawServer {
    /** Says what goes wrong with a request, if anything. */
    interface Plan {
        Optional<Fault> fault(Request request);
    }

    /**
     * A request.
     *
     * @param size of the body
     */
    record Request(String method, String uri, String head, int size) {
        boolean isUpload() {
            return uri.contains("/blobs/uploads/");
        }

        /** What a request is about, in each push and pull alike. */
        String signature() {
            return method + " " + uri.replaceAll("uploads/[^?]+", "uploads/*");
        }
    }

    /** An answer. */
    private record Reply(String head, Content body) {
        /** The head and half of the body; half of the head where there is no body. */
        byte[] half() throws IOException {
            int ofHead = body.size() > 0 ? head.length() : head.length() / 2;
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(head.substring(0, ofHead).getBytes(StandardCharsets.US_ASCII));
            out.write(body.bytes(), 0, (int) body.size() / 2);
            return out.toByteArray();
        }

        byte[] damaged() throws IOException {
            byte[] other = body.bytes();
            if (other.length > 0) {
                other[other.length / 2] ^= 1;
            }
            return other;
        }
    }

    /** One side, read in large pieces. */
    private record Line(Socket socket, InputStream in) {
        static Line of(Socket socket) throws IOException {
            socket.setTcpNoDelay(true);
            return new Line(socket, new BufferedInputStream(socket.getInputStream()));
        }

        byte[] body(int size) throws IOException {
            return in.readNBytes(size);
        }

        /** All to the empty line; empty where the other side has ended, or begins to speak TLS. */
        String head() throws IOException {
            StringBuilder head = new StringBuilder();
            for (int end = 0; end < 4; ) {
                int next = in.read();
                if (next < '\t') {
                    return "";
                }
                head.append((char) next);
                end = next == "\r\n\r\n".charAt(end) ? end + 1 : next == '\r' ? 1 : 0;
            }
            return head.toString();
        }

        void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        void send(String head, byte[] body) throws IOException {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
            all.writeBytes(body);
            send(all.toByteArray());
        }

        void reset() throws IOException {
            socket.setSoLinger(true, 0); // closing then sends RST instead of FIN
            socket.close();
        }
    }

    final List<Request> seen = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    private final int port;
    private final Plan plan;

    /**
     * @param registry {@code host:port}, on loopback
     */
    FaultProxy(String registry, Plan plan) throws IOException {
        this.port = Integer.parseInt(registry.replaceFirst(".*:", ""));
        this.plan = plan;
        start();
    }

    /** How many requests of a kind there were whose address has a text in it. */
    long seen(String method, String text) {
        return seen.stream()
                .filter(request ->
                        request.method().equals(method) && request.uri().contains(text))
                .count();
    }

    @Override
    protected void serve(Socket socket) throws IOException, InterruptedException {
        try (socket;
                Socket behind = new Socket(InetAddress.getLoopbackAddress(), port)) {
            connections.incrementAndGet();
            Line client = Line.of(socket);
            Line registry = Line.of(behind);
            for (String head = client.head(); !head.isEmpty(); head = client.head()) {
                if (!answer(request(head), client, registry)) {
                    return;
                }
            }
        }
    }

    private static Request request(String head) {
        String[] words = head.split(" ", 3);
        return new Request(words[0], words[1], head, length(head));
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    /** False if nothing more can come over the connection. */
    private boolean answer(Request request, Line client, Line registry) throws IOException, InterruptedException {
        seen.add(request);
        Optional<Fault> fault = plan.fault(request).filter(some -> some.appliesTo(request));
        if (fault.isPresent()) {
            return fail(fault.get(), request, client, registry);
        }
        Reply reply = ask(request, client.body(request.size()), registry);
        client.send(reply.head(), reply.body().bytes());
        return true;
    }

    private static Reply ask(Request request, byte[] body, Line registry) throws IOException {
        registry.send(request.head(), body);
        String head = registry.head();
        int size = request.method().equals("HEAD") ? 0 : length(head);
        return new Reply(head, Content.of(registry.body(size)));
    }

    private static boolean fail(Fault fault, Request request, Line client, Line registry)
            throws IOException, InterruptedException {
        Optional<String> instead = fault.answer(request);
        if (instead.isPresent()) {
            client.body(request.size());
            client.send(instead.get(), new byte[0]);
            return true;
        }
        switch (fault) {
            case STALL_IN_REQUEST -> stall();
            case RESET_IN_REQUEST -> passOnHalf(request, client, registry);
            default -> failLater(fault, request, client, registry);
        }
        return fault == Fault.WRONG_BYTES;
    }

    /** The registry gets the half, too, so that it has a part of a blob. */
    private static void passOnHalf(Request request, Line client, Line registry) throws IOException {
        registry.send(request.head(), client.body(request.size() / 2));
        registry.socket().shutdownOutput();
        registry.in().readAllBytes();
        client.reset();
    }

    private static void failLater(Fault fault, Request request, Line client, Line registry)
            throws IOException, InterruptedException {
        byte[] body = client.body(request.size());
        switch (fault) {
            case RESET_BEFORE_ANSWER -> client.reset();
            case STALL_BEFORE_ANSWER -> stall();
            default -> failInAnswer(fault, ask(request, body, registry), client);
        }
    }

    private static void failInAnswer(Fault fault, Reply reply, Line client) throws IOException, InterruptedException {
        switch (fault) {
            case ANSWER_LOST -> client.reset();
            case WRONG_BYTES -> client.send(reply.head(), reply.damaged());
            default -> {
                client.send(reply.half());
                endAfterHalf(fault, client);
            }
        }
    }

    private static void endAfterHalf(Fault fault, Line client) throws IOException, InterruptedException {
        if (fault == Fault.STALL_IN_ANSWER) {
            stall();
        } else if (fault == Fault.RESET_IN_ANSWER) {
            client.reset();
        }
    }

    /** Until the test is over, when the thread, a daemon, does not matter any more. */
    private static void stall() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
