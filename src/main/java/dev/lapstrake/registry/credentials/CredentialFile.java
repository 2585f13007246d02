package dev.lapstrake.registry.credentials;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Json;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file, or a variable of the environment, in the form of Docker's {@code config.json}, which is also that of podman's {@code auth.json}
 * (containers-auth.json(5)). A helper that it names for a registry goes before what it holds itself.
 */
final class CredentialFile implements CredentialSource {
    /** What holds the JSON. */
    private interface Holder {
        /**
         * @throws NoSuchFileException if there is none
         */
        byte[] bytes() throws IOException;
    }

    private final String name;
    private final Holder holder;
    private final Map<String, String> environment;

    private CredentialFile(String name, Holder holder, Map<String, String> environment) {
        this.name = name;
        this.holder = holder;
        this.environment = Map.copyOf(environment);
    }

    CredentialFile(Path file, Map<String, String> environment) {
        this(file.toString(), () -> Files.readAllBytes(file), environment);
    }

    /** What GitLab's runners, and Docker since version 28, read from the environment. */
    static CredentialFile inVariable(String name, Map<String, String> environment) {
        String json = environment.getOrDefault(name, "{}");
        return new CredentialFile(name, () -> json.getBytes(StandardCharsets.UTF_8), environment);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Credentials> find(String registry, String repository) throws IOException, BuildException {
        JsonObject json = read();
        List<String> keys = RegistryKey.covering(registry, repository);
        Optional<String> helper = helper(json, keys);
        if (helper.isPresent()) {
            Optional<Credentials> kept =
                    new CredentialHelper(helper.get(), environment).find(RegistryKey.forHelper(registry));
            if (kept.isPresent()) {
                return kept;
            }
        }
        JsonObject entries = Json.object(json, "auths");
        Optional<String> key = best(entries, keys);
        return key.isPresent() ? credentials(Json.object(entries, key.get()), registry) : Optional.empty();
    }

    private JsonObject read() throws IOException, BuildException {
        try {
            return parse(holder.bytes());
        } catch (NoSuchFileException e) {
            return new JsonObject();
        }
    }

    private JsonObject parse(byte[] bytes) throws BuildException {
        try {
            return Json.object(bytes);
        } catch (IOException e) {
            throw malformed("What holds credentials is no JSON object.");
        }
    }

    private static Optional<String> helper(JsonObject json, List<String> keys) {
        JsonObject helpers = Json.object(json, "credHelpers");
        String store = Json.text(json, "credsStore", "");
        return best(helpers, keys)
                .map(key -> Json.text(helpers, key, ""))
                .or(() -> Optional.of(store))
                .filter(name -> !name.isEmpty());
    }

    /** The name of the entry that fits best. */
    private static Optional<String> best(JsonObject entries, List<String> keys) {
        return keys.stream()
                .flatMap(key -> entries.keySet().stream()
                        .filter(entry -> RegistryKey.normal(entry).equals(key)))
                .findFirst();
    }

    private Optional<Credentials> credentials(JsonObject entry, String registry) throws BuildException {
        String identity = Json.text(entry, "identitytoken", "");
        if (!identity.isEmpty()) {
            return Optional.of(new Credentials.IdentityToken(identity));
        }
        String auth = Json.text(entry, "auth", "");
        if (auth.isEmpty()) {
            String user = Json.text(entry, "username", "");
            return user.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Credentials.Basic(user, Json.text(entry, "password", "")));
        }
        String pair = decode(auth, registry);
        int colon = pair.indexOf(':');
        if (colon <= 0) {
            throw malformed("What holds credentials has a malformed 'auth' for " + registry + ".");
        }
        // Docker pads with zero bytes.
        String password = pair.substring(colon + 1).replaceFirst("\0+$", "");
        return Optional.of(new Credentials.Basic(pair.substring(0, colon), password));
    }

    private String decode(String auth, String registry) throws BuildException {
        try {
            return new String(Base64.getDecoder().decode(auth.strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw malformed("What holds credentials has a malformed 'auth' for " + registry + ".");
        }
    }

    /** Without a cause, since that may quote what the file holds. */
    private BuildException malformed(String what) {
        return new Problem(
                        "credentials-file-malformed",
                        what,
                        name,
                        "mend it, or remove it and log in again with 'docker login' or 'podman login'")
                .exception();
    }
}
