package dev.lapstrake.disk;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/** The jar that this code is in. */
public final class PluginJar {
    private PluginJar() {}

    /** The jar; empty where the classes lie in a folder, as in tests. */
    public static Optional<Path> find() throws IOException {
        CodeSource source = PluginJar.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(source.getLocation().toURI())).filter(Files::isRegularFile);
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
