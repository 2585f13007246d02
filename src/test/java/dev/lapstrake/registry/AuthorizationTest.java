package dev.lapstrake.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.FakeServer.Answered;
import dev.lapstrake.registry.FakeServer.Seen;
import dev.lapstrake.registry.credentials.CredentialChain;
import dev.lapstrake.registry.credentials.CredentialSource;
import dev.lapstrake.registry.credentials.Credentials;
import dev.lapstrake.trace.TraceReader;
import dev.lapstrake.trace.Tracing;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorizationTest {
    private static final String ANNE = "Basic YW5uZTpzZWNyZXQ="; // anne:secret
    private static final Digest FOUND = Digest.of("found");

    private record Fixed(Credentials credentials) implements CredentialSource {
        @Override
        public String name() {
            return "the test";
        }

        @Override
        public Optional<Credentials> find(String registry, String repository) {
            return Optional.of(credentials);
        }
    }

    private static Registries registries(CredentialSource... sources) {
        CredentialChain chain = new CredentialChain(List.of(sources), BuildLog.SILENT);
        return new Registries(RegistryAccess.of(chain, Set.of()), new FastTime());
    }

    private static CredentialSource anne() {
        return new Fixed(new Credentials.Basic("anne", "secret"));
    }

    private static Repository repository(FakeServer server, Registries registries, Access access)
            throws BuildException {
        return registries.repository(ImageReference.parse(server.address() + "/team/app", "image"), access);
    }

    private static Optional<Digest> digest(FakeServer server, CredentialSource... sources)
            throws IOException, BuildException {
        return repository(server, registries(sources), Access.PULL).digestOf("1");
    }

    private static Answered found() {
        return Answered.of(200, "", "Docker-Content-Digest", FOUND.toString());
    }

    private static FakeServer demanding(String challenge, String accepted) throws IOException {
        return new FakeServer(seen -> seen.authorization().equals(accepted)
                ? found()
                : Answered.of(401, "{}", "WWW-Authenticate", challenge));
    }

    /** A registry whose tokens come from another server. */
    private static FakeServer demandingToken(FakeServer tokens, String token) throws IOException {
        String challenge = "Bearer realm=\"http://" + tokens.address() + "/token?x=y\",service=\"the, registry\"";
        return demanding(challenge, "Bearer " + token);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void assertProblem(String id, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BuildException.class, e -> assertThat(e.problem().id()).isEqualTo(id))
                .hasMessageNotContaining("secret");
    }

    @Test
    void sendWhenNothingIsDemandedShowsNothing() throws IOException, BuildException {
        try (FakeServer server = new FakeServer(seen -> found())) {
            assertThat(digest(server, anne())).contains(FOUND);
            assertThat(server.seen).extracting(Seen::authorization).containsExactly("");
        }
    }

    @Test
    void traceHasTheRequestsAndNothingSecret(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("trace.json");
        try (FakeServer tokens = new FakeServer(seen -> Answered.of(200, "{\"token\":\"t1-hidden\"}"));
                FakeServer server = demandingToken(tokens, "t1-hidden");
                Tracing tracing = new Tracing(file, Instant.now(), "push", BuildLog.SILENT)) {
            tracing.record(log -> {
                CredentialChain chain = new CredentialChain(List.of(anne()), log);
                Registries registries = new Registries(RegistryAccess.of(chain, Set.of()), new FastTime());
                assertThat(repository(server, registries, Access.PULL).digestOf("1"))
                        .contains(FOUND);
            });
        }
        assertThat(file).content().doesNotContain("anne", "secret", "hidden", "YW5uZTpzZWNyZXQ", "x=y", "scope");
        TraceReader trace = TraceReader.read(file);
        trace.checkNesting();
        assertThat(trace.names("http"))
                .anyMatch(name -> name.matches("GET http://127.0.0.1:[0-9]+/token"))
                .filteredOn(name -> name.endsWith("/v2/team/app/manifests/1"))
                .hasSize(2);
        assertThat(trace.of("http"))
                .extracting(request -> TraceReader.detail(request, "status"))
                .contains("401");
    }

    @Test
    void sendWhenBasicIsDemandedShowsIt() throws IOException, BuildException {
        try (FakeServer server = demanding("Basic realm=\"x\"", ANNE)) {
            Repository repository = repository(server, registries(anne()), Access.PULL);

            assertThat(repository.digestOf("1")).contains(FOUND);
            assertThat(repository.digestOf("2")).contains(FOUND);
            assertThat(server.seen).extracting(Seen::authorization).containsExactly("", ANNE, ANNE);
        }
    }

    @Test
    void sendWhenNoCredentialsAreFoundSaysThatTheyAreMissing() throws IOException {
        try (FakeServer server = demanding("Basic realm=\"x\"", ANNE)) {
            assertProblem("registry-credentials-missing", () -> digest(server));
        }
    }

    @Test
    void sendWhenCredentialsAreWrongNamesTheirSource() throws IOException {
        try (FakeServer server = demanding("Basic realm=\"x\"", "something else")) {
            assertProblem("registry-credentials-refused", () -> digest(server, anne()));
            assertThatThrownBy(() -> digest(server, anne())).hasMessageContaining("from the test (401)");
        }
    }

    @Test
    void sendWhenForbiddenWithoutCredentialsSaysThatTheyAreMissing() throws IOException {
        try (FakeServer server = new FakeServer(seen -> Answered.of(403, ""))) {
            assertProblem("registry-credentials-missing", () -> digest(server));
        }
    }

    @Test
    void sendWhenTokenIsDemandedFetchesItOncePerScope() throws IOException, BuildException {
        try (FakeServer tokens = new FakeServer(seen -> Answered.of(200, "{\"token\":\"t1\"}"));
                FakeServer server = demandingToken(tokens, "t1")) {
            Registries registries = registries(anne());
            Repository pull = repository(server, registries, Access.PULL);

            assertThat(pull.digestOf("1")).contains(FOUND);
            assertThat(pull.digestOf("2")).contains(FOUND);
            assertThat(repository(server, registries, Access.PUSH).digestOf("1"))
                    .contains(FOUND);

            assertThat(tokens.seen).extracting(Seen::authorization).containsExactly(ANNE, ANNE);
            assertThat(tokens.seen)
                    .extracting(seen -> decoded(seen.uri()))
                    .containsExactly(
                            "/token?x=y&service=the, registry&scope=repository:team/app:pull",
                            "/token?x=y&service=the, registry&scope=repository:team/app:pull,push");
        }
    }

    @Test
    void sendWhenTokenIsForAnyoneFetchesItWithoutCredentials() throws IOException, BuildException {
        try (FakeServer tokens = new FakeServer(seen -> Answered.of(200, "{\"access_token\":\"t1\"}"));
                FakeServer server = demandingToken(tokens, "t1")) {
            assertThat(digest(server)).contains(FOUND);
            assertThat(tokens.seen).extracting(Seen::authorization).containsExactly("");
        }
    }

    @Test
    void sendWhenTokenHasExpiredFetchesAnother() throws IOException, BuildException {
        AtomicInteger number = new AtomicInteger();
        try (FakeServer tokens =
                        new FakeServer(seen -> Answered.of(200, "{\"token\":\"t" + number.incrementAndGet() + "\"}"));
                FakeServer server = expiring(tokens, number)) {
            Repository repository = repository(server, registries(anne()), Access.PULL);

            for (int i = 0; i < 4; i++) {
                assertThat(repository.digestOf("1")).contains(FOUND);
            }
            assertThat(tokens.seen).hasSize(2);
        }
    }

    @Test
    void sendWhenTokenHasNotLongToLiveFetchesAnotherBeforeItIsRefused() throws IOException, BuildException {
        try (FakeServer tokens = new FakeServer(seen -> Answered.of(200, "{\"token\":\"t1\",\"expires_in\":0}"));
                FakeServer server = demandingToken(tokens, "t1")) {
            Repository repository = repository(server, registries(anne()), Access.PULL);

            repository.digestOf("1");
            repository.digestOf("2");

            assertThat(tokens.seen).hasSize(2);
            assertThat(server.seen)
                    .filteredOn(seen -> seen.authorization().isEmpty())
                    .hasSize(1);
        }
    }

    @Test
    void sendWhenTokenServerFailsButTokenStillServesGoesOn() throws IOException, BuildException {
        AtomicInteger asked = new AtomicInteger();
        try (FakeServer tokens = new FakeServer(seen -> asked.getAndIncrement() == 0
                        ? Answered.of(200, "{\"token\":\"t1\",\"expires_in\":0}")
                        : Answered.of(500, ""));
                FakeServer server = demandingToken(tokens, "t1")) {
            Repository repository = repository(server, registries(anne()), Access.PULL);

            assertThat(repository.digestOf("1")).contains(FOUND);
            assertThat(repository.digestOf("2")).contains(FOUND);
            int before = asked.get();
            assertThat(repository.digestOf("3")).contains(FOUND);
            assertThat(asked).as("left alone for a while").hasValue(before);
        }
    }

    @Test
    void sendWhenTokenServerIsBusyAsksItAgain() throws IOException, BuildException {
        AtomicInteger asked = new AtomicInteger();
        try (FakeServer tokens = new FakeServer(seen ->
                        asked.getAndIncrement() < 2 ? Answered.of(503, "") : Answered.of(200, "{\"token\":\"t1\"}"));
                FakeServer server = demandingToken(tokens, "t1")) {
            assertThat(digest(server, anne())).contains(FOUND);
        }
    }

    @Test
    void pushWhenTokenExpiresInTheMiddleGoesOnWithAnother(@TempDir Path folder) throws IOException, BuildException {
        Layout layout = Layout.at(folder);
        Descriptor blob = layout.add(MediaType.LAYER_TAR, SampleImages.bytes(1, 100));
        AtomicInteger number = new AtomicInteger();
        try (FakeServer tokens =
                        new FakeServer(seen -> Answered.of(200, "{\"token\":\"t" + number.incrementAndGet() + "\"}"));
                FakeServer server = new FakeServer(seen -> {
                    boolean isValid =
                            seen.authorization().equals(seen.method().equals("PUT") ? "Bearer t2" : "Bearer t1");
                    return isValid ? taken(seen) : Answered.of(401, "", "WWW-Authenticate", challenge(tokens));
                })) {
            assertThat(repository(server, registries(anne()), Access.PUSH)
                            .blobs()
                            .push(blob, layout))
                    .isTrue();
            assertThat(server.seen)
                    .extracting(seen -> seen.method() + " " + seen.authorization())
                    .containsExactly("HEAD ", "HEAD Bearer t1", "POST Bearer t1", "PUT Bearer t1", "PUT Bearer t2");
        }
    }

    private static String challenge(FakeServer tokens) {
        return "Bearer realm=\"http://" + tokens.address() + "/token\"";
    }

    private static Answered taken(Seen seen) {
        return switch (seen.method()) {
            case "HEAD" -> Answered.of(404, "");
            case "POST" -> Answered.of(202, "", "Location", "/session");
            default -> Answered.of(201, "");
        };
    }

    @Test
    void fetchWhenRegistryElsewhereNamesThisMachineSendsItNothing() {
        Transport nowhere = call -> {
            throw new AssertionError(call.toString());
        };
        Endpoint elsewhere = new Endpoint("registry.example.com", nowhere, new PeerTrust(Set.of()), new HashMap<>());
        Challenge challenge = new Challenge("bearer", Map.of("realm", "http://127.0.0.1:1234/token"));

        assertProblem("registry-broken", () -> new Tokens("registry.example.com", elsewhere, nowhere)
                .fetch(challenge, new Scope("app", Access.PULL), Optional.empty()));
    }

    /** A registry that takes each token only twice. */
    private static FakeServer expiring(FakeServer tokens, AtomicInteger number) throws IOException {
        AtomicInteger uses = new AtomicInteger();
        String challenge = "Bearer realm=\"http://" + tokens.address() + "/token\"";
        return new FakeServer(seen -> {
            String valid = "Bearer t" + (uses.get() / 2 + 1);
            if (seen.authorization().equals(valid) && number.get() > 0) {
                uses.incrementAndGet();
                return found();
            }
            return Answered.of(401, "", "WWW-Authenticate", challenge);
        });
    }

    @Test
    void sendWhenIdentityTokenIsKnownTradesIt() throws IOException, BuildException {
        try (FakeServer tokens = new FakeServer(seen -> Answered.of(200, "{\"access_token\":\"t1\"}"));
                FakeServer server = demandingToken(tokens, "t1")) {
            assertThat(digest(server, new Fixed(new Credentials.IdentityToken("secret+1"))))
                    .contains(FOUND);

            Seen traded = tokens.seen.get(0);
            assertThat(traded.method()).isEqualTo("POST");
            assertThat(traded.authorization()).isEmpty();
            assertThat(traded.uri()).isEqualTo("/token?x=y");
            assertThat(decoded(traded.body()))
                    .isEqualTo("service=the, registry&scope=repository:team/app:pull&grant_type=refresh_token"
                            + "&client_id=lapstrake&refresh_token=secret+1");
        }
    }

    @Test
    void sendWhenTokenServerRefusesSaysSo() throws IOException {
        try (FakeServer tokens = new FakeServer(seen -> Answered.of(401, "{}"));
                FakeServer server = demandingToken(tokens, "t1")) {
            assertProblem("registry-credentials-refused", () -> digest(server, anne()));
            assertProblem("registry-credentials-missing", () -> digest(server));
        }
    }

    @Test
    void sendWhenTokenServerTalksNonsenseSaysSo() throws IOException {
        for (String nonsense : List.of("[", "{}", "{\"token\":\"a\\nb\"}")) {
            try (FakeServer tokens = new FakeServer(seen -> Answered.of(200, nonsense));
                    FakeServer server = demandingToken(tokens, "t1")) {
                assertProblem("registry-broken", () -> digest(server, anne()));
            }
        }
    }

    @Test
    void sendWhenTokenServerIsDownSaysSo() throws IOException {
        FakeServer tokens = new FakeServer(seen -> found());
        try (FakeServer server = demandingToken(tokens, "t1")) {
            tokens.close();
            assertProblem("registry-unreachable", () -> digest(server, anne()));
        }
    }

    @Test
    void sendWhenRealmIsInTheClearDoesNotGoThere() throws IOException {
        try (FakeServer server = demanding("Bearer realm=\"http://tokens.example.com/\"", "nothing")) {
            assertProblem("registry-insecure", () -> digest(server, anne()));
        }
    }

    @Test
    void sendWhenRealmIsNoneSaysSo() throws IOException {
        for (String realm : List.of("realm=\"file:///etc/passwd\"", "service=x", "realm=\"http://a b/\"")) {
            try (FakeServer server = demanding("Bearer " + realm, "nothing")) {
                assertProblem("registry-broken", () -> digest(server, anne()));
            }
        }
    }

    @Test
    void sendWhenRedirectedElsewhereLeavesAuthorizationBehind() throws IOException, BuildException {
        try (FakeServer store = new FakeServer(seen -> found());
                FakeServer server = redirecting(to -> "http://" + store.address() + "/signed?key=1")) {
            assertThat(digest(server, anne())).contains(FOUND);

            assertThat(server.seen).extracting(Seen::authorization).containsExactly("", ANNE);
            assertThat(store.seen).extracting(Seen::authorization).containsExactly("");
        }
    }

    @Test
    void sendWhenRedirectedWithinTheRegistryKeepsAuthorization() throws IOException, BuildException {
        try (FakeServer server = redirecting(to -> "/v2/team/app/moved")) {
            assertThat(digest(server, anne())).contains(FOUND);
            assertThat(server.seen).extracting(Seen::authorization).containsExactly("", ANNE, ANNE);
        }
    }

    @Test
    void sendWhenStoreItWasRedirectedToDemandsCredentialsGivesNone() throws IOException {
        try (FakeServer store = demanding("Basic realm=\"give\"", ANNE);
                FakeServer server = redirecting(to -> "http://" + store.address() + "/")) {
            assertProblem("registry-store-refused", () -> digest(server, anne()));
            assertThat(store.seen).extracting(Seen::authorization).containsOnly("");
        }
    }

    @Test
    void sendWhenStoreRefusesNamesItWithoutItsSignature() throws IOException {
        try (FakeServer store = new FakeServer(seen -> Answered.of(403, ""));
                FakeServer server = redirecting(
                        to -> "http://" + store.address().replace("127.0.0.1", "localhost") + "/a?signature=secret")) {
            assertThatThrownBy(() -> digest(server, anne()))
                    .hasMessageContaining("leads to localhost, which refused the request (403)")
                    .hasMessageNotContaining("signature");
        }
    }

    @Test
    void fetchWhenTheTokenServerPointsElsewhereKeepsTheSecret() throws IOException {
        try (FakeServer other = new FakeServer(seen -> Answered.of(200, "{\"token\":\"t\"}"));
                FakeServer tokens =
                        new FakeServer(seen -> Answered.of(307, "", "Location", "http://" + other.address() + "/"));
                FakeServer server = demanding("Bearer realm=\"http://" + tokens.address() + "/t\"", "Bearer t")) {
            assertProblem("registry-broken", () -> digest(server, new Fixed(new Credentials.IdentityToken("secret"))));
            assertThat(other.seen).isEmpty();
        }
    }

    @Test
    void sendWhenRedirectedForEverGivesUp() throws IOException {
        try (FakeServer server = new FakeServer(seen -> Answered.of(302, "", "Location", seen.uri()))) {
            assertProblem("registry-unreachable", () -> digest(server));
        }
    }

    @Test
    void sendWhenRedirectedToTheClearDoesNotGoThere() throws IOException {
        for (String target : List.of("http://store.example.com/x", "file:///etc/passwd", "ftp://127.0.0.1/x")) {
            try (FakeServer server = new FakeServer(seen -> Answered.of(307, "", "Location", target))) {
                assertThatThrownBy(() -> digest(server)).isInstanceOf(BuildException.class);
            }
        }
    }

    private static FakeServer redirecting(Function<Seen, String> target) throws IOException {
        return new FakeServer(seen -> {
            if (seen.authorization().isEmpty()) {
                return Answered.of(401, "", "WWW-Authenticate", "Basic realm=\"x\"");
            }
            return seen.uri().contains("moved") ? found() : Answered.of(307, "", "Location", target.apply(seen));
        });
    }

    @Test
    void parseWhenHeaderHoldsSeveralChallengesSeparatesThem() {
        List<Challenge> challenges = Challenge.parse(List.of(
                "Negotiate, Basic realm=\"a \\\"b\\\", c\", charset=UTF-8", "BEARER Realm = \"r\" ,scope=\"s,t\""));

        assertThat(challenges).extracting(Challenge::scheme).containsExactly("negotiate", "basic", "bearer");
        assertThat(challenges.get(1).parameter("realm")).contains("a \"b\", c");
        assertThat(challenges.get(1).parameter("charset")).contains("UTF-8");
        assertThat(challenges.get(2).parameter("realm")).contains("r");
        assertThat(challenges.get(2).parameter("scope")).contains("s,t");
    }
}
