package dev.lapstrake.maven;

import dev.lapstrake.disk.Host;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the user's machine keeps caches: XDG's base directory specification, or what macOS and Windows do. */
final class CacheFolder {
    private CacheFolder() {}

    static Path standard() {
        return of(System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")))
                .resolve("lapstrake");
    }

    static Path of(Map<String, String> environment, String system, Path home) {
        Optional<Path> xdg = Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute);
        if (xdg.isPresent()) {
            return xdg.get();
        }
        return switch (Host.of(system)) {
            case WINDOWS ->
                Optional.ofNullable(environment.get("LOCALAPPDATA"))
                        .map(Path::of)
                        .orElse(home.resolve("AppData").resolve("Local"));
            case MACOS -> home.resolve("Library").resolve("Caches");
            default -> home.resolve(".cache");
        };
    }
}
