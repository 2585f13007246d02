package dev.lapstrake.root.apt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads paragraphs of fields, the form of all of Debian's control data (deb822(5)), one after the other. Names of
 * fields come in lower case; lines of a longer value are joined by line feeds.
 */
final class Paragraphs {
    private static final int BUFFER = 1 << 16;

    private final BufferedReader in;
    private final Set<String> wanted;

    /**
     * @param wanted the fields to read, in lower case; none for all
     */
    Paragraphs(Reader in, Set<String> wanted) {
        this(new BufferedReader(in, BUFFER), wanted);
    }

    private Paragraphs(BufferedReader in, Set<String> wanted) {
        this.in = in;
        this.wanted = wanted;
    }

    static Paragraphs of(String text) {
        int buffer = Math.max(1, Math.min(text.length(), BUFFER)); // an index has tens of thousands of small ones
        return new Paragraphs(new BufferedReader(new StringReader(text), buffer), Set.of());
    }

    /** The first paragraph of a text; nothing if there is none. */
    static Map<String, String> first(String text) throws IOException {
        return of(text).next().orElse(Map.of());
    }

    /** The next paragraph with a wanted field; empty at the end. */
    Optional<Map<String, String>> next() throws IOException {
        Map<String, StringBuilder> fields = new HashMap<>();
        @Nullable StringBuilder value = null;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.isBlank()) {
                if (!fields.isEmpty()) {
                    break;
                }
            } else if (line.charAt(0) != ' ' && line.charAt(0) != '\t') {
                value = line.charAt(0) == '#' ? value : begin(line, fields);
            } else if (value != null) {
                value.append('\n').append(line.strip());
            }
        }
        Map<String, String> texts = new HashMap<>();
        for (Map.Entry<String, StringBuilder> field : fields.entrySet()) {
            texts.put(field.getKey(), field.getValue().toString());
        }
        return texts.isEmpty() ? Optional.empty() : Optional.of(texts);
    }

    private @Nullable StringBuilder begin(String line, Map<String, StringBuilder> fields) {
        int colon = line.indexOf(':');
        String field = line.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT);
        if (colon <= 0 || (!wanted.isEmpty() && !wanted.contains(field))) {
            return null;
        }
        StringBuilder value = new StringBuilder(line.substring(colon + 1).strip());
        fields.put(field, value);
        return value;
    }
}
