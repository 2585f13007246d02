package dev.lapstrake.cache;

import java.io.IOException;
import java.util.Optional;

/** What searches came to, as small texts under names that cover all that a search depends on. */
public interface Findings {
    /** What a search came to, if anyone did it before. */
    Optional<String> find(String name) throws IOException;

    void keep(String name, String text) throws IOException;

    /** Those of this machine alone, for what is not worth a question to another. */
    Findings here();
}
