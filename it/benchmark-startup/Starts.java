import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Starts the bundles of a folder in crun by turns, each until it answers, and prints a line of JSON for each start:
 * {@code java Starts.java BUNDLES URL ROUNDS CPUS...}, where each of CPUS is a list as taskset takes it, such as {@code 0,1}.
 *
 * <p>Every round starts each bundle once on each of CPUS, in an order that is rotated from round to round, so that what else
 * the machine does hits all alike. Round 0 fills the page cache, and its lines are to be left out.
 */
public final class Starts {
    private static final long PATIENCE_SECONDS = 120;
    private static final int POLL_MILLIS = 5;

    private final URL url;
    private final Path scratch = Files.createTempDirectory("starts");

    private Starts(URL url) throws IOException {
        this.url = url;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Starts starts = new Starts(URI.create(args[1]).toURL());
        List<Path> bundles = folders(Path.of(args[0]));
        List<String> cpuLists = List.of(args).subList(3, args.length);
        for (int round = 0; round <= Integer.parseInt(args[2]); round++) {
            System.err.printf("benchmark-startup: round %d of %s%n", round, args[2]);
            for (String cpus : cpuLists) {
                for (Path bundle : bundles) {
                    System.out.println(starts.start(bundle, cpus).json(round));
                }
            }
            Collections.rotate(bundles, 1);
        }
    }

    private static List<Path> folders(Path parent) throws IOException {
        try (Stream<Path> children = Files.list(parent)) {
            return new ArrayList<>(children.sorted().toList());
        }
    }

    private Start start(Path bundle, String cpus) throws IOException, InterruptedException {
        Path pidFile = scratch.resolve("pid");
        Path log = scratch.resolve("log");
        Files.deleteIfExists(pidFile);
        String name = "starts-" + ProcessHandle.current().pid();
        long began = System.nanoTime();
        Process crun = new ProcessBuilder(
                        "taskset", "-c", cpus, "crun", "--cgroup-manager=disabled", "run",
                        "--pid-file", pidFile.toString(), "-b", bundle.toString(), name)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            while (!answers()) {
                if (!crun.isAlive() || System.nanoTime() - began > PATIENCE_SECONDS * 1_000_000_000) {
                    throw new IOException(bundle + " does not answer: " + Files.readString(log));
                }
                Thread.sleep(POLL_MILLIS);
            }
            double millis = (System.nanoTime() - began) / 1e6;
            return Start.of(bundle, cpus.split(",").length, millis, Files.readString(pidFile).strip());
        } finally {
            stop(crun, pidFile);
        }
    }

    private boolean answers() {
        try {
            HttpURLConnection connection = (HttpURLConnection) url.openConnection();
            connection.setRequestProperty("Connection", "close");
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    private static void stop(Process crun, Path pidFile) throws IOException, InterruptedException {
        if (Files.exists(pidFile)) {
            long pid = Long.parseLong(Files.readString(pidFile).strip());
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
        if (!crun.waitFor(30, TimeUnit.SECONDS)) {
            crun.destroyForcibly();
        }
    }

    /** What one start took, as the kernel has it at the moment of the first answer. */
    private record Start(String bundle, int cpus, double millis, long rssKilobytes, long pssKilobytes, long cpuMillis) {

        static Start of(Path bundle, int cpus, double millis, String pid) throws IOException {
            Path process = Path.of("/proc", pid);
            return new Start(
                    bundle.getFileName().toString(),
                    cpus,
                    millis,
                    kilobytes(process.resolve("status"), "VmRSS:"),
                    kilobytes(process.resolve("smaps_rollup"), "Pss:"),
                    cpuMillis(process.resolve("stat")));
        }

        private static long kilobytes(Path file, String name) throws IOException {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }

        /** The 14th and 15th field, in ticks of 10 ms; the second, the program's name, may have blanks. */
        private static long cpuMillis(Path stat) throws IOException {
            String[] afterName = Files.readString(stat).replaceFirst(".*\\) ", "").split(" ");
            return 10 * (Long.parseLong(afterName[11]) + Long.parseLong(afterName[12]));
        }

        String json(int round) {
            return String.format(
                    Locale.ROOT,
                    "{\"round\":%d,\"cpus\":%d,\"image\":\"%s\",\"millis\":%.1f,\"cpuMillis\":%d,\"rssKilobytes\":%d,"
                            + "\"pssKilobytes\":%d}",
                    round, cpus, bundle, millis, cpuMillis, rssKilobytes, pssKilobytes);
        }
    }
}
