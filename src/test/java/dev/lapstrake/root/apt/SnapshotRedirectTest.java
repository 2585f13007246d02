package dev.lapstrake.root.apt;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lapstrake.lock.Ledger;
import dev.lapstrake.lock.Lock;
import dev.lapstrake.lock.LockUpdate;
import dev.lapstrake.lock.LockUse;
import dev.lapstrake.lock.LockedSuite;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.root.deb.DebBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive of archives that, as snapshot.debian.org, leads from any second to the snapshot before it. */
class SnapshotRedirectTest {
    private static final Pattern TIME = Pattern.compile("/archive/debian/([0-9TZ]+)(/.+)");
    private static final List<String> SNAPSHOTS =
            List.of("20261125T023012Z", "20261125T082533Z", "20261125T143127Z", "20261126T022841Z");

    @TempDir
    Path folder;

    private final List<String> had = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Matcher path = TIME.matcher(exchange.getRequestURI().getPath());
            if (!path.matches()) {
                exchange.sendResponseHeaders(404, -1);
            } else if (!SNAPSHOTS.contains(path.group(1))) {
                String before = SNAPSHOTS.stream()
                        .filter(snapshot -> snapshot.compareTo(path.group(1)) <= 0)
                        .reduce("", (first, second) -> second);
                exchange.getResponseHeaders().add("Location", "/archive/debian/" + before + path.group(2));
                exchange.sendResponseHeaders(302, -1);
            } else {
                send(exchange, path.group(1), folder.resolve("debian" + path.group(2)));
            }
        }
    }

    private void send(HttpExchange exchange, String snapshot, Path file) throws IOException {
        asked.add(snapshot);
        boolean has = had.contains(snapshot) && Files.isRegularFile(file);
        exchange.sendResponseHeaders(has ? 200 : 404, has ? Files.size(file) : -1);
        if (has) {
            Files.copy(file, exchange.getResponseBody());
        }
    }

    /** The version came at noon and went in the night: only the snapshot between has it. */
    @Test
    void fetchWhenOnlyTheNextSnapshotHasAVersionTakesItFromThere() throws Exception {
        had.add("20261125T143127Z");
        assertThat(fetched()).isRegularFile();
        assertThat(asked).containsExactly("20261125T143127Z");
    }

    /** The one after it was late, or was not made. */
    @Test
    void fetchWhenTheSnapshotBeforeHasAVersionFindsIt() throws Exception {
        had.add("20261125T082533Z");
        assertThat(fetched()).isRegularFile();
        assertThat(asked).containsExactly("20261125T143127Z", "20261125T082533Z");
    }

    @Test
    void fetchWhenALaterSnapshotHasAVersionFindsItToo() throws Exception {
        had.add("20261126T022841Z");
        assertThat(fetched()).isRegularFile();
        assertThat(asked).containsExactly("20261125T143127Z", "20261125T082533Z", "20261126T022841Z");
    }

    private Path fetched() throws Exception {
        FakeArchive fake = new FakeArchive(folder).add(DebBuilder.of("tool", "1.0"));
        Instant noon = Instant.parse("2026-11-25T12:00:00Z");
        fake.dated(noon).publish();
        ArchiveRequest request = fake.request();
        Archive now = Archive.open(request, BuildLog.SILENT);
        List<DebianPackage> chosen = List.copyOf(
                new Resolver(now.index(), Set.of()).choose(List.of("tool")).values());
        LockedSuite locked = TakenPackages.of(request, now, chosen).toLock();
        Lock lock = new Lock(List.of(), List.of(locked));
        LockUse use = new LockUse(Optional.of(lock), LockUse.Mode.REQUIRED, LockUpdate.NONE, new Ledger());
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        Mirror mirror = Mirror.of(address + "/debian").withSnapshots(URI.create(address + "/archive/"));
        Archive held =
                Archive.open(fake.request(mirror, folder.resolve("elsewhere")).held(use), BuildLog.SILENT);
        return held.fetch(held.index().find("tool").orElseThrow().origin());
    }
}
