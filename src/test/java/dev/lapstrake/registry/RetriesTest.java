package dev.lapstrake.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.RecordedLog;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.FakeServer.Answered;
import dev.lapstrake.registry.credentials.CredentialChain;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a registry is asked again, how soon, and for how long. */
class RetriesTest {
    private static final Digest FOUND = Digest.of("found");
    private static final Persistence PERSISTENCE =
            new Persistence(5, Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofMinutes(2));

    private final RecordedLog log = new RecordedLog();
    private final FastTime time = new FastTime();
    private final Registries registries = new Registries(
            RegistryAccess.of(new CredentialChain(List.of(), log), Set.of()).with(PERSISTENCE), time);

    /** Gives some answers, one after the other, and then that the tag is found. */
    private static FakeServer answering(Answered... answers) throws IOException {
        Queue<Answered> left = new ArrayDeque<>(List.of(answers));
        return new FakeServer(seen -> Optional.ofNullable(left.poll())
                .orElseGet(() -> Answered.of(200, "", "Docker-Content-Digest", FOUND.toString())));
    }

    private static Answered busy(String after) {
        return Answered.of(429, "{}", "Retry-After", after);
    }

    private Optional<Digest> ask(FakeServer server) throws IOException, BuildException {
        return registries
                .repository(ImageReference.parse(server.address() + "/app", "image"), Access.PULL)
                .digestOf("1");
    }

    @Test
    void sendWhenFaultsPassSucceedsAndTellsOfEach() throws IOException, BuildException {
        try (FakeServer server = answering(Answered.of(503, ""), Answered.of(500, ""))) {
            assertThat(ask(server)).contains(FOUND);
            String registry = "The registry " + server.address();
            assertThat(log.warnings())
                    .containsExactly(
                            registry + " answered 503 (" + server.address()
                                    + "/app:1). Trying again in 1.0 s, try 2 of 5.",
                            registry + " answered 500 (" + server.address()
                                    + "/app:1). Trying again in 2.0 s, try 3 of 5.");
        }
    }

    @Test
    void sendWhenFaultStaysPausesLongerAndLongerAndThenSaysWhatWasTried() throws IOException {
        try (FakeServer server = new FakeServer(seen -> Answered.of(502, ""))) {
            assertThatThrownBy(() -> ask(server))
                    .isInstanceOfSatisfying(
                            BuildException.class,
                            e -> assertThat(e.problem().id()).isEqualTo("registry-broken"))
                    .hasMessageContaining("it answered 502. It was tried 5 times, for ");
        }
        assertThat(time.pauses).extracting(Duration::toSeconds).containsExactly(1L, 2L, 3L, 3L);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 501})
    void sendWhenAnotherTryWouldNotHelpMakesNone(int status) throws IOException {
        try (FakeServer server = new FakeServer(seen -> Answered.of(status, ""))) {
            try {
                assertThat(ask(server)).isEmpty();
            } catch (BuildException e) {
                assertThat(e).hasMessageNotContaining("tried");
            }
            assertThat(server.seen).hasSize(1);
        }
    }

    @Test
    void sendWhenRegistryNamesSecondsWaitsThatLong() throws IOException, BuildException {
        try (FakeServer server = answering(busy("42"), busy("0"), busy("soon"))) {
            assertThat(ask(server)).contains(FOUND);
        }
        assertThat(time.pauses).extracting(Duration::toSeconds).containsExactly(42L, 2L, 3L);
    }

    @Test
    void sendWhenRegistryNamesAMomentWaitsForIt() throws IOException, BuildException {
        String moment = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(60));
        try (FakeServer server = answering(busy(moment))) {
            assertThat(ask(server)).contains(FOUND);
        }
        assertThat(time.pauses.get(0)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    @Test
    void sendWhenRegistryWantsMoreThanTheBudgetGivesUpAtOnce() throws IOException {
        for (String wanted : List.of("3600", "Fri, 31 Dec 9999 23:59:59 GMT")) {
            try (FakeServer server = answering(busy(wanted))) {
                assertThatThrownBy(() -> ask(server)).isInstanceOfSatisfying(BuildException.class, e -> assertThat(
                                e.problem().id())
                        .isEqualTo("registry-refused"));
            }
        }
        assertThat(time.pauses).isEmpty();
    }

    @Test
    void sendWhenBudgetIsUsedUpByEarlierRequestsGivesUp() throws IOException, BuildException {
        try (FakeServer server = answering(busy("80"), Answered.of(404, ""), busy("80"))) {
            Repository repository =
                    registries.repository(ImageReference.parse(server.address() + "/app", "image"), Access.PULL);

            assertThat(repository.digestOf("1")).isEmpty();
            assertThatThrownBy(() -> repository.digestOf("2")).isInstanceOf(BuildException.class);
            assertThat(ask(server)).as("another push has a budget of its own").contains(FOUND);
        }
    }

    @Test
    void sendWhenAnAddressHoldsASignatureNeverTellsIt() throws IOException {
        FakeServer.Script script = seen -> seen.uri().startsWith("/store")
                ? Answered.of(500, "")
                : Answered.of(307, "", "Location", "/store?signature=secret");
        try (FakeServer server = new FakeServer(script)) {
            assertThatThrownBy(() -> ask(server)).hasMessageNotContaining("secret");
        }
        assertThat(log.warnings()).hasSize(4).noneMatch(line -> line.contains("secret"));
    }

    @Test
    void pauseIsHalfChanceAndNeverOverTheLongest() {
        assertThat(PERSISTENCE.pause(1, 0)).isEqualTo(Duration.ofMillis(500));
        assertThat(PERSISTENCE.pause(1, 1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(PERSISTENCE.pause(1000, 1)).isEqualTo(Duration.ofSeconds(3));
    }

    /** Time that passes as the test says. */
    private static final class SetTime implements Time {
        private long seconds;

        @Override
        public long nanos() {
            return Duration.ofSeconds(seconds).toNanos();
        }

        @Override
        public void sleep(Duration pause) {}

        @Override
        public double chance() {
            return 1;
        }
    }

    private static Retries patientFor(int seconds, Time set) {
        Persistence persistence = new Persistence(5, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(seconds));
        return new Retries("r", persistence, set, BuildLog.SILENT);
    }

    @Test
    void failedWhenSeveralWaitedAtOnceCountsTheTimeOnce() throws Exception {
        SetTime set = new SetTime();
        Retries retries = patientFor(100, set);
        List<Tries> eight = Stream.generate(() -> retries.begin("x")).limit(8).toList();
        set.seconds = 60;
        for (Tries tries : eight) {
            tries.failed(PeerException.passing("sent nothing for 60 s"));
        }
        assertThat(retries.afford(Duration.ofSeconds(40))).isTrue();
        set.seconds = 100;
        assertThat(retries.afford(Duration.ofSeconds(1))).isFalse();
    }

    @Test
    void failedWhenMuchWasSentCostsNothing() throws Exception {
        SetTime set = new SetTime();
        Retries retries = patientFor(100, set);
        Tries upload = retries.begin("x");
        set.seconds = 700;
        upload.moved();
        upload.failed(PeerException.passing("broke the connection"));
        assertThat(retries.afford(Duration.ofSeconds(100))).isTrue();
    }

    @Test
    void failedWhenSeveralPauseAtOnceCountsThePauseOnce() throws Exception {
        Persistence persistence =
                new Persistence(5, Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(100));
        Retries retries = new Retries("r", persistence, new SetTime(), BuildLog.SILENT);
        for (int i = 0; i < 8; i++) {
            retries.begin("x").failed(PeerException.passing("answered 503"));
        }
        assertThat(retries.afford(Duration.ofSeconds(100))).isTrue();
        assertThat(retries.afford(Duration.ofSeconds(101))).isFalse();
    }

    @Test
    void failedWhenAllStoodStillAfterALittleCostsThatTime() throws Exception {
        SetTime set = new SetTime();
        Retries retries = patientFor(100, set);
        Tries download = retries.begin("x");
        set.seconds = 700;
        download.moved();
        set.seconds = 760;
        download.progressed();
        download.failed(PeerException.passing("sent nothing for 60 s"));
        assertThat(retries.afford(Duration.ofSeconds(41))).isFalse();
        assertThat(retries.afford(Duration.ofSeconds(40))).isTrue();
    }
}
