package dev.lapstrake.registry;

import com.google.gson.JsonObject;
import dev.lapstrake.http.Call;
import dev.lapstrake.oci.Json;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.credentials.Credentials;
import dev.lapstrake.registry.credentials.FoundCredentials;
import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Gets tokens from the token server that a registry names (Docker Registry v2 authentication: "Token Authentication",
 * and "OAuth2 Token Authentication" for identity tokens).
 */
final class Tokens {
    private static final int LIMIT = 1 << 20;
    private static final Duration UNSAID = Duration.ofSeconds(60);

    private final String registry;
    private final Endpoint endpoint;
    private final Transport transport;

    /**
     * A token.
     *
     * @param life how long it can be used
     */
    record Token(String text, Duration life) {
        /** Without what it holds. */
        @Override
        public String toString() {
            return "token for " + life;
        }
    }

    Tokens(String registry, Endpoint endpoint, Transport transport) {
        this.registry = registry;
        this.endpoint = endpoint;
        this.transport = transport;
    }

    Token fetch(Challenge challenge, Scope scope, Optional<FoundCredentials> found) throws IOException, BuildException {
        Failures failures = new Failures(
                registry + "/" + scope.repository(), found.map(FoundCredentials::source), Optional.empty());
        Call call = call(challenge, scope, found.map(FoundCredentials::credentials), failures);
        checkHost(call.uri(), failures);
        try (Answer answer = transport.send(call)) {
            return token(answer.orFault(), failures);
        } catch (PeerException e) {
            throw e.by("the token server " + PeerTrust.authority(call.uri()));
        }
    }

    /** A registry elsewhere must not have secrets sent in the clear to whatever listens on this machine. */
    private void checkHost(URI realm, Failures failures) throws IOException, BuildException {
        if (PeerTrust.isLoopback(realm) && !PeerTrust.isLoopback(endpoint.base())) {
            throw failures.broken("it names a token server on this machine");
        }
    }

    private static Token token(Answer answer, Failures failures) throws IOException, BuildException {
        if (!answer.isSuccess()) {
            throw failures.of(answer);
        }
        JsonObject json = failures.parse(answer.bytes(LIMIT));
        String token = Json.text(json, "token", Json.text(json, "access_token", ""));
        if (token.isEmpty() || !token.matches("[\\x21-\\x7e]+")) {
            throw failures.broken("its token server gave no token");
        }
        return new Token(token, life(json));
    }

    /** Where nothing is said it is a minute; nor may it be less ("Token Response Fields"). */
    private static Duration life(JsonObject json) {
        String seconds = Json.text(json, "expires_in", "");
        return seconds.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(seconds)) : UNSAID;
    }

    private static Call call(Challenge challenge, Scope scope, Optional<Credentials> credentials, Failures failures)
            throws BuildException {
        List<Parameter> parameters = new ArrayList<>();
        challenge.parameter("service").ifPresent(service -> parameters.add(new Parameter("service", service)));
        if (credentials.orElse(null) instanceof Credentials.IdentityToken identity) {
            parameters.add(new Parameter("scope", String.join(" ", scopes(challenge, scope))));
            parameters.add(new Parameter("grant_type", "refresh_token"));
            parameters.add(new Parameter("client_id", "lapstrake"));
            parameters.add(new Parameter("refresh_token", identity.token()));
            return Call.of("POST", realm(challenge, "", failures)).with(Content.of(form(parameters)), Call.FORM);
        }
        scopes(challenge, scope).forEach(text -> parameters.add(new Parameter("scope", text)));
        Call call = Call.of("GET", realm(challenge, form(parameters), failures));
        return credentials
                .flatMap(Login::basic)
                .map(header -> call.with("Authorization", header))
                .orElse(call);
    }

    /** What is wanted; and what the registry itself asks for, if it has another name for the repository. */
    private static List<String> scopes(Challenge challenge, Scope scope) {
        List<String> scopes = new ArrayList<>(scope.texts());
        challenge
                .parameter("scope")
                .filter(text -> !scope.isOfSameRepository(text))
                .ifPresent(scopes::add);
        return scopes;
    }

    private static URI realm(Challenge challenge, String query, Failures failures) throws BuildException {
        String realm = challenge.parameter("realm").orElse("");
        if (!realm.matches("https?://[^/?#]+.*")) {
            throw failures.broken("it names no token server");
        }
        try {
            return URI.create(query.isEmpty() ? realm : realm + (realm.contains("?") ? "&" : "?") + query);
        } catch (IllegalArgumentException e) {
            throw failures.broken("it names no token server");
        }
    }

    private record Parameter(String name, String value) {
        String encoded() {
            return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        }
    }

    private static String form(List<Parameter> parameters) {
        return parameters.stream().map(Parameter::encoded).collect(Collectors.joining("&"));
    }
}
