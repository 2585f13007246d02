package dev.lapstrake.cache;

import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.util.Optional;

/** What searches came to, as small texts under names that cover all that a search depends on. */
public interface Findings {
    /** What a search came to, if anyone did it before. */
    Optional<String> find(String name) throws IOException;

    void keep(String name, String text) throws IOException;

    /** Searches. */
    interface Search {
        String run() throws IOException, BuildException;
    }

    /** What a search came to; it is done, and kept, only if nobody did it before. */
    default String findOrSearch(String name, Search search) throws IOException, BuildException {
        Optional<String> known = find(name);
        if (known.isPresent()) {
            return known.get();
        }
        String found = search.run();
        keep(name, found);
        return found;
    }

    /** Those of this machine alone, for what is not worth a question to another. */
    Findings here();
}
