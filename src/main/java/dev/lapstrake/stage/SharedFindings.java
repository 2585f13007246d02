package dev.lapstrake.stage;

import dev.lapstrake.cache.Findings;
import java.io.IOException;
import java.util.Optional;

/**
 * Findings of this machine, and of those that share a cache in a registry.
 *
 * @param here where those go that come from there
 */
record SharedFindings(Findings here, RemoteFindings there) implements Findings {
    @Override
    public Optional<String> find(String name) throws IOException {
        Optional<String> known = here.find(name);
        if (known.isPresent()) {
            return known;
        }
        Optional<String> heard = there.find(name);
        if (heard.isPresent()) {
            here.keep(name, heard.get());
        }
        return heard;
    }

    @Override
    public void keep(String name, String text) throws IOException {
        here.keep(name, text);
        there.push(name, text);
    }
}
