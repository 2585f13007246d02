package dev.lapstrake.registry;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Json;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * What goes wrong with a registry, in the user's terms. Addresses are left out: they may hold signatures.
 *
 * @param image what was asked for
 * @param source where the credentials came from; empty if there were none
 * @param registry its address; empty if whoever answers is taken for it
 */
record Failures(String image, Optional<String> source, Optional<URI> registry) {
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;

    /** What it means that there was no answer, or only one that says to come back later. */
    BuildException of(String registry, PeerException cause) throws IOException {
        if (cause.answer().isEmpty()) {
            return unreachable(registry, cause);
        }
        Answer answer = cause.answer().get();
        boolean isBusy = answer.status() == TOO_MANY_REQUESTS;
        Problem problem = isBusy ? refused(ErrorAnswer.status(answer)) : outOfOrder("it " + cause.getMessage());
        return new Problem(problem.id(), problem.what() + cause.tried(), problem.found(), problem.fix())
                .exception(cause);
    }

    private BuildException unreachable(String registry, PeerException cause) {
        return new Problem(
                        "registry-unreachable",
                        "The registry " + registry + " " + cause.getMessage() + "." + cause.tried(),
                        image,
                        cause.isMistrust() ? untrusted(registry) : unreached(registry))
                .exception(cause);
    }

    private static String untrusted(String registry) {
        return "name the certificates of a company, or of whoever signs for the registry, in a file of PEM: <caFile>;"
                + " only where nothing can be forged on the way, leave it unverified: " + insecure(registry);
    }

    private static String unreached(String registry) {
        return "check the registry's name and port, the network and the proxy; a registry without TLS must be named: "
                + insecure(registry);
    }

    private static String insecure(String registry) {
        return "<insecureRegistries><registry>" + registry + "</registry></insecureRegistries>";
    }

    /** What an answer means that was not the one hoped for. */
    BuildException of(Answer answer) throws IOException {
        return problem(answer).exception();
    }

    private Problem problem(Answer answer) throws IOException {
        String status = ErrorAnswer.status(answer);
        if (isElsewhere(answer) && answer.status() / 100 == 4 && answer.status() != NOT_FOUND) {
            return refusedElsewhere(answer, status);
        }
        return switch (answer.status()) {
            case 401, 403 -> denied(status);
            case 404 -> missing(status);
            case 405 -> readOnly(status);
            case 407 -> refusedByProxy(status);
            default ->
                answer.status() / 100 == 4
                        ? refused(status)
                        : outOfOrder("it answered " + status
                                + (answer.status() / 100 == 3 ? Redirects.described(answer) : ""));
        };
    }

    /** True if the registry has led to another, which has never been shown any credentials. */
    private boolean isElsewhere(Answer answer) {
        return registry.filter(own -> !PeerTrust.isSameOrigin(own, answer.uri()))
                .isPresent();
    }

    private Problem refusedElsewhere(Answer answer, String status) {
        return new Problem(
                "registry-store-refused",
                "The registry leads to " + answer.uri().getHost() + ", which refused the request (" + status + ").",
                image,
                "see that the network and its proxy let this machine talk to that host, and that the clock is right,"
                        + " since what leads there holds for a short time; the registry's administrator can tell more");
    }

    private Problem denied(String status) {
        return source.isPresent()
                ? new Problem(
                        "registry-credentials-refused",
                        "The registry refused the credentials from " + source.get() + " (" + status + ").",
                        image,
                        "check user, password and rights there, or log in again")
                : new Problem(
                        "registry-credentials-missing",
                        "The registry wants credentials, and none were found (" + status + ").",
                        image,
                        "check the image's name; then log in with 'docker login' or 'podman login', or add a <server>"
                                + " to settings.xml whose <id> is the registry's name");
    }

    Problem missing(String status) {
        return new Problem(
                "image-missing",
                "The registry does not have what the build asks for (" + status + ").",
                image,
                "check the image's name and tag, and that the repository exists");
    }

    private Problem refusedByProxy(String status) {
        return new Problem(
                "proxy-refused",
                "The proxy on the way to the registry wants a user and a password, or other ones (" + status + ").",
                image,
                "write <username> and <password> into the <proxy> of settings.xml, or the registry into its"
                        + " <nonProxyHosts>; if they are right, start Maven with"
                        + " -Djdk.http.auth.tunneling.disabledSchemes=");
    }

    /** What a mirror says, and a registry that is being maintained. */
    private Problem readOnly(String status) {
        return new Problem(
                "registry-refused",
                "The registry takes no pushes (" + status + ").",
                image,
                "name in <image> the registry that it is a mirror of; if it is read-only for a time, push again later:"
                        + " lapstrake:push builds nothing");
    }

    /** What it means that something was refused for lack of something else, whatever the status is. */
    BuildException refused(Answer answer) throws IOException {
        return refused(ErrorAnswer.status(answer)).exception();
    }

    private Problem refused(String status) {
        return new Problem(
                "registry-refused",
                "The registry refused the request (" + status + ").",
                image,
                "see what the registry says; its administrator can tell more");
    }

    BuildException broken(String how) {
        return outOfOrder(how).exception();
    }

    private Problem outOfOrder(String how) {
        return new Problem(
                "registry-broken",
                "The registry is out of order: " + how + ".",
                image,
                "try again later; if it stays so, tell the registry's administrator");
    }

    BuildException wrongDigest(Digest expected, String actual) {
        return new Problem(
                        "registry-wrong-digest",
                        "The registry gave other content than was asked for: " + actual + " instead of " + expected
                                + ".",
                        image,
                        "try again; if it stays so, the registry, or something on the way to it, damages or forges"
                                + " images")
                .exception();
    }

    /** Reads what has to be a JSON object. */
    JsonObject parse(byte[] bytes) throws BuildException {
        try {
            return Json.object(bytes);
        } catch (IOException e) {
            throw broken("it sent what is no JSON object");
        }
    }
}
