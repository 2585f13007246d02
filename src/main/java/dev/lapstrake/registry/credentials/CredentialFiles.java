package dev.lapstrake.registry.credentials;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        List<CredentialSource> sources = new ArrayList<>();
        for (Path file : files) {
            sources.add(new CredentialFile(file, environment));
        }
        return sources;
    }

    /** By containers-auth.json(5). */
    private static List<Path> podman(Map<String, String> environment, Path home) {
        Optional<Path> named = folder(environment, "REGISTRY_AUTH_FILE");
        if (named.isPresent()) {
            return List.of(named.get());
        }
        List<Path> files = new ArrayList<>();
        Optional<Path> runtime = runtime(environment);
        if (runtime.isPresent()) {
            files.add(runtime.get());
        }
        files.add(folder(environment, "XDG_CONFIG_HOME")
                .orElse(home.resolve(".config"))
                .resolve(PODMAN));
        return files;
    }

    private static Optional<Path> runtime(Map<String, String> environment) {
        Optional<Path> named = folder(environment, "XDG_RUNTIME_DIR");
        return named.isPresent() ? Optional.of(named.get().resolve(PODMAN)) : ofUser();
    }

    private static Optional<Path> folder(Map<String, String> environment, String variable) {
        String folder = environment.getOrDefault(variable, "");
        return folder.isEmpty() ? Optional.empty() : Optional.of(Path.of(folder));
    }

    /** Where podman writes on Linux if nothing names a folder, by the number of the user; elsewhere nothing. */
    private static Optional<Path> ofUser() {
        try {
            String user = Files.getAttribute(Path.of("/proc/self"), "unix:uid").toString();
            return Optional.of(Path.of("/run/containers", user, "auth.json"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
