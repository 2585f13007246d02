package dev.lapstrake.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Findings of this machine.
 *
 * @param folder with a file for each, made where it is missing
 */
public record KeptFindings(Path folder) implements Findings {
    @Override
    public Optional<String> find(String name) throws IOException {
        return text(name).read();
    }

    @Override
    public void keep(String name, String text) throws IOException {
        text(name).write(text);
    }

    @Override
    public Findings here() {
        return this;
    }

    private KeptText text(String name) {
        return new KeptText(folder.resolve(name));
    }
}
