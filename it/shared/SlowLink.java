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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * A long and narrow line to a server of this machine: {@code java SlowLink.java HOST TARGET_PORT DELAY_MS MBIT}. It prints two
 * ports: of the line, and of its counter, from which each GET gives what has passed since the last.
 *
 * <p>Whatever goes one way arrives DELAY_MS later, and all connections share MBIT megabits a second each way. A connection
 * takes a round trip to be made, as on a real line; only TCP's slow start is missing. 0 Mbit/s are no limit: with 0 ms, too,
 * it does nothing but count.
 */
public final class SlowLink {
    private static final int CHUNK = 1 << 14;

    private final InetSocketAddress target;
    private final long delay;
    private final Line up;
    private final Line down;
    private Counts counts = new Counts();

    private SlowLink(InetSocketAddress target, long delayMillis, long megabits) {
        this.target = target;
        this.delay = delayMillis * 1_000_000;
        this.up = new Line(megabits);
        this.down = new Line(megabits);
    }

    public static void main(String[] args) throws IOException {
        InetAddress host = InetAddress.getByName(args[0]);
        InetSocketAddress target = new InetSocketAddress(host, Integer.parseInt(args[1]));
        SlowLink link = new SlowLink(target, Long.parseLong(args[2]), Long.parseLong(args[3]));
        HttpServer counter = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        counter.createContext("/", exchange -> {
            byte[] json = link.takeCounts().json().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, json.length);
            exchange.getResponseBody().write(json);
            exchange.close();
        });
        counter.start();
        try (ServerSocket server = new ServerSocket(0, 1000, host)) {
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
        AtomicBoolean ended = new AtomicBoolean();
        counts().connect();
        try (client;
                Socket server = new Socket(target.getAddress(), target.getPort())) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Way answers = new Way(server, client, new Delays(down, delay, 0), size -> counts().answer(size, ended.get()));
            Thread answering = thread(() -> answers.pump(() -> {}));
            new Way(client, server, new Delays(up, delay, made + delay), size -> counts().ask(size))
                    .pump(() -> ended.set(true));
            answering.join();
        } catch (IOException | InterruptedException e) {
            // One of the two has gone; the other learns of it when its socket is closed.
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** What has passed, and how long it took at the near end. */
    private static final class Counts {
        private final long zero = System.nanoTime();
        private int connections;
        private long bytesUp;
        private long bytesDown;
        private long first = zero;
        private long last = zero;

        synchronized void connect() {
            last = System.nanoTime();
            first = connections++ == 0 ? last : first;
        }

        synchronized void ask(int size) {
            bytesUp += size;
        }

        /** What comes when the client has gone, such as the end of TLS, is nothing that anybody waited for. */
        synchronized void answer(int size, boolean isLate) {
            bytesDown += size;
            last = isLate ? last : System.nanoTime();
        }

        synchronized String json() {
            return "{\"connections\":" + connections + ",\"bytesUp\":" + bytesUp + ",\"bytesDown\":" + bytesDown
                    + ",\"seconds\":" + (last - first) / 1e9 + "}\n";
        }
    }

    /** What all connections share, one way: a byte has to wait until those before it have gone. */
    private static final class Line {
        private final double nanosPerByte;
        private double free = System.nanoTime();

        Line(long megabits) {
            this.nanosPerByte = megabits == 0 ? 0 : 8_000.0 / megabits;
        }

        /** The time at which the last of these bytes has gone. */
        synchronized long send(int bytes) {
            free = Math.max(free, System.nanoTime()) + bytes * nanosPerByte;
            return (long) free;
        }
    }

    /**
     * Why bytes are not there at once.
     *
     * @param earliest when the first of them may be there, since a connection has to be made
     */
    private record Delays(Line line, long delay, long earliest) {}

    private interface Counter {
        void arrived(int size);
    }

    /** One way of one connection; what is read is not more than the line takes, as with a full window. */
    private record Way(Socket from, Socket to, Delays delays, Counter counter) {
        private record Parcel(byte[] bytes, long due) {}

        /**
         * Passes on what comes.
         *
         * @param end told when nothing more comes; what came before may still be under way
         */
        void pump(Runnable end) {
            BlockingQueue<Parcel> parcels = new LinkedBlockingQueue<>();
            Thread arrivals = thread(() -> deliver(parcels));
            try {
                InputStream in = from.getInputStream();
                for (byte[] bytes = read(in); bytes.length > 0; bytes = read(in)) {
                    long gone = delays.line().send(bytes.length);
                    sleepUntil(gone);
                    parcels.add(new Parcel(bytes, Math.max(gone + delays.delay(), delays.earliest())));
                }
            } catch (IOException e) {
                // As good as an end.
            }
            end.run();
            parcels.add(new Parcel(new byte[0], System.nanoTime() + delays.delay()));
            try {
                arrivals.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static byte[] read(InputStream in) throws IOException {
            byte[] buffer = new byte[CHUNK];
            int size = in.read(buffer);
            return Arrays.copyOf(buffer, Math.max(size, 0));
        }

        private void deliver(BlockingQueue<Parcel> parcels) {
            try {
                OutputStream out = to.getOutputStream();
                for (Parcel parcel = parcels.take(); parcel.bytes().length > 0; parcel = parcels.take()) {
                    sleepUntil(parcel.due());
                    out.write(parcel.bytes());
                    counter.arrived(parcel.bytes().length);
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
    }
}
