package dev.lapstrake.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.lapstrake.oci.Json;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is in an image: {@code java} (the version), {@code suite}, {@code base}; {@code lock} and {@code snapshot}, or
 * {@code archives}: what packages were held to, or where they were the newest; {@code modules}, {@code packages},
 * {@code requested} ones of these, and the like, a line for each.
 */
record Facts(SortedMap<String, String> values) {
    private static final Set<String> LISTS = Set.of(
            "archives",
            "certificates",
            "directories",
            "fonts",
            "locales",
            "modules",
            "packages",
            "requested",
            "timezones",
            "unlocked",
            "users");

    Facts {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    void addTo(JsonObject json) {
        values.forEach((fact, value) -> json.add(fact, json(fact, value)));
    }

    private static JsonElement json(String fact, String value) {
        return LISTS.contains(fact) ? Json.texts(value.lines().toList()) : new JsonPrimitive(value);
    }

    /** Those that others have just the same. */
    Facts sharedWith(Facts others) {
        SortedMap<String, String> shared = new TreeMap<>(values);
        shared.entrySet().retainAll(others.values.entrySet());
        return new Facts(shared);
    }

    Facts without(Facts others) {
        SortedMap<String, String> own = new TreeMap<>(values);
        own.entrySet().removeAll(others.values.entrySet());
        return new Facts(own);
    }
}
