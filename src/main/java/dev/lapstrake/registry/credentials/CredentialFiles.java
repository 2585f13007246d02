package dev.lapstrake.registry.credentials;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where Docker and podman keep the files that they write on {@code login}. */
public final class CredentialFiles {
    private static final Path PODMAN = Path.of("containers", "auth.json");

    private CredentialFiles() {}

    /**
     * The files as sources, in the order in which they are to be asked; they need not exist.
     *
     * @param environment of the build; also for the helpers that the files name
     * @param home the user's folder
     */
    public static List<CredentialSource> all(Map<String, String> environment, Path home) {
        List<Path> files = new ArrayList<>(podman(environment, home));
        Path docker = folder(environment, "DOCKER_CONFIG").orElse(home.resolve(".docker"));
        files.add(docker.resolve("config.json"));
        return files.stream()
                .<CredentialSource>map(file -> new CredentialFile(file, environment))
                .toList();
    }

    /** By containers-auth.json(5). */
    private static List<Path> podman(Map<String, String> environment, Path home) {
        Optional<Path> named = folder(environment, "REGISTRY_AUTH_FILE");
        if (named.isPresent()) {
            return List.of(named.get());
        }
        Optional<Path> runtime = folder(environment, "XDG_RUNTIME_DIR")
                .map(folder -> folder.resolve(PODMAN))
                .or(() -> userId().map(id -> Path.of("/run/containers", id, "auth.json")));
        Path config = folder(environment, "XDG_CONFIG_HOME").orElse(home.resolve(".config"));
        return Stream.concat(runtime.stream(), Stream.of(config.resolve(PODMAN)))
                .toList();
    }

    private static Optional<Path> folder(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isEmpty())
                .map(Path::of);
    }

    /** The number of the user on Linux, by whom podman names the folder where there is no other; else nothing. */
    private static Optional<String> userId() {
        try {
            return Optional.of(
                    Files.getAttribute(Path.of("/proc/self"), "unix:uid").toString());
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
