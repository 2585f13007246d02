package dev.lapstrake.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The fields of a head, whose names are the same in upper and lower case (RFC 9110, section 5). */
public final class Headers {
    /** None at all. */
    public static final Headers NONE = new Headers(Map.of());

    private final Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private Headers(Map<String, List<String>> values) {
        this.values.putAll(values);
    }

    /**
     * Reads the lines of a head, the first of them left out.
     *
     * @throws IOException if one is no field, or goes on in a second line, which has not been allowed since 2014
     */
    static Headers parse(List<String> lines) throws IOException {
        Headers headers = new Headers(Map.of());
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon < 1 || line.charAt(colon - 1) <= ' ' || line.charAt(0) <= ' ') {
                throw new IOException("sent what is no HTTP");
            }
            headers.values
                    .computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return headers;
    }

    /** The first value under a name. */
    public Optional<String> first(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(0));
    }

    /** All values under a name, as they came. */
    public List<String> all(String name) {
        return Collections.unmodifiableList(values.getOrDefault(name, List.of()));
    }

    /** True if one of the values under a name, which are separated by commas, is this one. */
    boolean have(String name, String value) {
        for (String line : all(name)) {
            for (String part : line.split(",", -1)) {
                if (part.strip().equalsIgnoreCase(value)) {
                    return true;
                }
            }
        }
        return false;
    }
}
