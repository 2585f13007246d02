package dev.lapstrake.registry.credentials;

import com.google.gson.JsonObject;
import dev.lapstrake.disk.SearchPath;
import dev.lapstrake.oci.Json;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * A program {@code docker-credential-NAME} that keeps credentials (docker/docker-credential-helpers). Nothing of what
 * it writes is ever shown, since any of it may be secret.
 */
final class CredentialHelper {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final List<String> ENDINGS = List.of("", ".exe", ".cmd");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LIMIT = 1 << 20;
    private static final String NOTHING = "credentials not found";
    private static final String IDENTITY_TOKEN = "<token>";

    private final String program;
    private final Map<String, String> environment;
    private final Duration patience;

    CredentialHelper(String name, Map<String, String> environment) {
        this(name, environment, PATIENCE);
    }

    CredentialHelper(String name, Map<String, String> environment, Duration patience) {
        this.program = "docker-credential-" + name;
        this.environment = environment;
        this.patience = patience;
    }

    Optional<Credentials> find(String server) throws IOException, BuildException {
        Process process = start();
        try {
            ask(process, server);
            CompletableFuture<byte[]> output = CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
            byte[] answer = output.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            if (!process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw failed("It did not end after its answer.");
            }
            return credentials(process.exitValue(), answer);
        } catch (TimeoutException e) {
            throw failed("It gave no answer for " + patience.toSeconds() + " s.");
        } catch (ExecutionException e) {
            throw failed("Its answer could not be read.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + program);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Process start() throws BuildException {
        File executable = executable().orElseThrow(() -> failed("There is no such program on the PATH."));
        ProcessBuilder builder = new ProcessBuilder(executable.toString(), "get");
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            return builder.start();
        } catch (IOException e) {
            throw failed("It could not be started.");
        }
    }

    private Optional<File> executable() {
        if (!NAME.matcher(program).matches()) {
            return Optional.empty();
        }
        String path = environment.getOrDefault("PATH", environment.getOrDefault("Path", ""));
        return SearchPath.of(path).find(program, ENDINGS);
    }

    private static void ask(Process process, String server) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(server.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It ended without reading; what it wrote and its exit status tell the rest.
        }
    }

    private static byte[] read(InputStream in) {
        try {
            return in.readNBytes(LIMIT);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private Optional<Credentials> credentials(int status, byte[] answer) throws BuildException {
        if (status != 0) {
            if (new String(answer, StandardCharsets.UTF_8).contains(NOTHING)) {
                return Optional.empty();
            }
            throw failed("It ended with status " + status + ".");
        }
        JsonObject json = parse(answer);
        String user = Json.text(json, "Username", "");
        String secret = Json.text(json, "Secret", "");
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                user.equals(IDENTITY_TOKEN)
                        ? new Credentials.IdentityToken(secret)
                        : new Credentials.Basic(user, secret));
    }

    private JsonObject parse(byte[] answer) throws BuildException {
        try {
            return Json.object(answer);
        } catch (IOException e) {
            throw failed("Its answer is no JSON object.");
        }
    }

    private BuildException failed(String how) {
        return new Problem(
                        "credential-helper-failed",
                        "The program that keeps the registry's credentials failed. " + how,
                        program,
                        "run '" + program + " list' to see what is wrong with it, or take it out of 'credsStore' and"
                                + " 'credHelpers' in Docker's config.json")
                .exception();
    }
}
