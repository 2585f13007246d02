import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A long and narrow line to a server of this machine, for plain HTTP/1.1: {@code java SlowLink.java TARGET_PORT DELAY_MS
 * MBIT}. It prints two ports: of the line, and of its counter, from which each GET gives what has passed since the last.
 *
 * <p>Whatever goes one way arrives DELAY_MS later, and all connections share MBIT megabits a second each way. A connection
 * takes a round trip to be made, as on a real line; only TCP's slow start is missing. TLS is turned down at once and not
 * counted, since some clients try it first even here, and would pay for what they do nowhere else.
 */
public final class SlowLink {
    private static final int CHUNK = 1 << 14;
    private static final int TLS_HANDSHAKE = 0x16;

    private final int target;
    private final long delay;
    private final Line up;
    private final Line down;
    private Counts counts = new Counts();

    private SlowLink(int target, long delayMillis, long megabits) {
        this.target = target;
        this.delay = delayMillis * 1_000_000;
        this.up = new Line(megabits);
        this.down = new Line(megabits);
    }

    public static void main(String[] args) throws IOException {
        SlowLink link = new SlowLink(Integer.parseInt(args[0]), Long.parseLong(args[1]), Long.parseLong(args[2]));
        HttpServer counter = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        counter.createContext("/", exchange -> {
            byte[] json = link.takeCounts().json().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, json.length);
            exchange.getResponseBody().write(json);
            exchange.close();
        });
        counter.start();
        try (ServerSocket server = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress())) {
            System.out.println(server.getLocalPort() + " " + counter.getAddress().getPort());
            while (true) {
                Socket client = server.accept();
                thread(() -> link.serve(client));
            }
        }
    }

    private synchronized Counts takeCounts() {
        Counts taken = counts;
        counts = new Counts();
        return taken;
    }

    private synchronized Counts counts() {
        return counts;
    }

    private void serve(Socket client) {
        long made = System.nanoTime() + 2 * delay;
        try (client) {
            client.setTcpNoDelay(true);
            byte[] buffer = new byte[CHUNK];
            int first = client.getInputStream().read(buffer);
            if (first < 0 || buffer[0] == TLS_HANDSHAKE) {
                return;
            }
            counts().connect();
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
                server.setTcpNoDelay(true);
                Thread answers = thread(() -> new Way(server, client, down, delay, 0, this::countDown, () -> counts().touch()).pump(new byte[0]));
                Requests requests = new Requests(() -> counts());
                new Way(client, server, up, delay, made + delay, requests::count, () -> {}).pump(Arrays.copyOf(buffer, first));
                answers.join();
            }
        } catch (IOException | InterruptedException e) {
            // One of the two has gone; the other learns of it when its socket is closed.
        }
    }

    private void countDown(byte[] bytes, int size) {
        counts().bytesDown.addAndGet(size);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** What has passed, and how long it took at the near end. */
    private static final class Counts {
        final Map<String, AtomicLong> requests = new ConcurrentSkipListMap<>();
        final AtomicLong connections = new AtomicLong();
        final AtomicLong bytesUp = new AtomicLong();
        final AtomicLong bytesDown = new AtomicLong();
        private long first;
        private long last;

        void connect() {
            connections.incrementAndGet();
            touch();
        }

        synchronized void touch() {
            last = System.nanoTime();
            first = first == 0 ? last : first;
        }

        private synchronized double seconds() {
            return (last - first) / 1e9;
        }

        String json() {
            long all = requests.values().stream().mapToLong(AtomicLong::get).sum();
            StringBuilder methods = new StringBuilder();
            requests.forEach((method, count) ->
                    methods.append(methods.isEmpty() ? "" : ",").append("\"" + method + "\":" + count));
            return "{\"requests\":" + all + ",\"methods\":{" + methods + "},\"connections\":" + connections
                    + ",\"bytesUp\":" + bytesUp + ",\"bytesDown\":" + bytesDown + ",\"seconds\":" + seconds() + "}\n";
        }
    }

    /** What all connections share, one way: a byte has to wait until those before it have gone. */
    private static final class Line {
        private final double nanosPerByte;
        private double free = System.nanoTime();

        Line(long megabits) {
            this.nanosPerByte = 8_000.0 / megabits;
        }

        /** The time at which the last of these bytes has gone. */
        synchronized long send(int bytes) {
            free = Math.max(free, System.nanoTime()) + bytes * nanosPerByte;
            return (long) free;
        }
    }

    private interface Counter {
        void count(byte[] bytes, int size);
    }

    /** One way of one connection; what is read is not more than the line takes, as with a full window. */
    private record Way(
            Socket from, Socket to, Line line, long delay, long earliest, Counter counter, Runnable arrived) {
        private record Parcel(byte[] bytes, long due) {}

        void pump(byte[] first) {
            BlockingQueue<Parcel> parcels = new LinkedBlockingQueue<>();
            Thread arrivals = thread(() -> deliver(parcels));
            try {
                InputStream in = from.getInputStream();
                byte[] bytes = first.length > 0 ? first : read(in);
                while (bytes.length > 0) {
                    post(bytes, parcels);
                    bytes = read(in);
                }
            } catch (IOException e) {
                // As good as an end.
            }
            parcels.add(new Parcel(new byte[0], System.nanoTime() + delay));
            join(arrivals);
        }

        private static byte[] read(InputStream in) throws IOException {
            byte[] buffer = new byte[CHUNK];
            int size = in.read(buffer);
            return Arrays.copyOf(buffer, Math.max(size, 0));
        }

        private void post(byte[] bytes, BlockingQueue<Parcel> parcels) {
            counter.count(bytes, bytes.length);
            long gone = line.send(bytes.length);
            sleepUntil(gone);
            parcels.add(new Parcel(bytes, Math.max(gone + delay, earliest)));
        }

        private void deliver(BlockingQueue<Parcel> parcels) {
            try {
                OutputStream out = to.getOutputStream();
                for (Parcel parcel = parcels.take(); parcel.bytes().length > 0; parcel = parcels.take()) {
                    sleepUntil(parcel.due());
                    out.write(parcel.bytes());
                    arrived.run();
                }
                to.shutdownOutput();
            } catch (IOException | InterruptedException e) {
                close(from);
            }
        }

        private static void sleepUntil(long time) {
            for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }

        private static void close(Socket socket) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is gone, then.
            }
        }

        private static void join(Thread thread) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Counts the requests of one connection, reading past their bodies (RFC 9112, sections 6 and 7). */
    private static final class Requests {
        private enum Part { HEAD, BODY, CHUNK_SIZE, CHUNK, TRAILER }

        private final Supplier<Counts> counts;
        private final StringBuilder line = new StringBuilder();
        private final StringBuilder head = new StringBuilder();
        private Part part = Part.HEAD;
        private long left;

        Requests(Supplier<Counts> counts) {
            this.counts = counts;
        }

        void count(byte[] bytes, int size) {
            counts.get().bytesUp.addAndGet(size);
            for (int at = 0; at < size; ) {
                if (part == Part.BODY || part == Part.CHUNK) {
                    int skipped = (int) Math.min(left, size - at);
                    at += skipped;
                    left -= skipped;
                    part = left > 0 ? part : part == Part.BODY ? Part.HEAD : Part.CHUNK_SIZE;
                } else {
                    line.append((char) bytes[at]);
                    if (bytes[at++] == '\n') {
                        end(line.toString());
                        line.setLength(0);
                    }
                }
            }
        }

        private void end(String text) {
            switch (part) {
                case HEAD -> {
                    head.append(text);
                    if (text.equals("\r\n")) {
                        begin(head.toString());
                        head.setLength(0);
                    }
                }
                case CHUNK_SIZE -> {
                    left = Long.parseLong(text.strip().replaceFirst(";.*", ""), 16) + 2;
                    part = left > 2 ? Part.CHUNK : Part.TRAILER;
                }
                default -> part = text.equals("\r\n") ? Part.HEAD : Part.TRAILER;
            }
        }

        private void begin(String text) {
            counts.get().requests.computeIfAbsent(text.substring(0, text.indexOf(' ')), name -> new AtomicLong())
                    .incrementAndGet();
            String lower = text.toLowerCase(Locale.ROOT);
            if (lower.contains("\r\ntransfer-encoding: chunked")) {
                part = Part.CHUNK_SIZE;
            } else if (lower.contains("\r\ncontent-length:")) {
                left = Long.parseLong(lower.replaceFirst("(?s).*\r\ncontent-length:\\s*([0-9]+).*", "$1"));
                part = left > 0 ? Part.BODY : Part.HEAD;
            }
        }
    }
}
