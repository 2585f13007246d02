package dev.lapstrake.oci;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * JSON in and out. Properties keep the order in which they were added, nothing is escaped that need not be, and there
 * is no white space in the compact form: the same value is always the same bytes, and so the same digest.
 */
public final class Json {
    private Json() {}

    /**
     * @throws IOException if the bytes are no JSON object, or one that nests too deep to be meant well
     */
    public static JsonObject object(byte[] bytes) throws IOException {
        try {
            return JsonText.parse(new String(bytes, StandardCharsets.UTF_8)).getAsJsonObject();
        } catch (IOException | IllegalStateException | NumberFormatException | StackOverflowError e) {
            throw new IOException("not a JSON object", e);
        }
    }

    public static byte[] compact(JsonElement json) {
        return JsonText.compact(json).getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] readable(JsonElement json) {
        return (JsonText.readable(json) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    public static JsonArray array(Iterable<? extends JsonElement> elements) {
        JsonArray array = new JsonArray();
        for (JsonElement element : elements) {
            array.add(element);
        }
        return array;
    }

    public static JsonArray texts(Iterable<String> elements) {
        JsonArray array = new JsonArray();
        elements.forEach(array::add);
        return array;
    }

    public static JsonObject texts(SortedMap<String, String> values) {
        JsonObject json = new JsonObject();
        values.forEach(json::addProperty);
        return json;
    }

    /** The text under a name, or the other if there is no text. */
    public static String text(JsonObject json, String name, String otherwise) {
        JsonElement value = json.get(name);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : otherwise;
    }

    /** The object under a name, or an empty one. */
    public static JsonObject object(JsonObject json, String name) {
        return json.get(name) instanceof JsonObject object ? object : new JsonObject();
    }

    /** The objects in the array under a name; none if there is no array. */
    public static Stream<JsonObject> objects(JsonObject json, String name) {
        List<JsonObject> objects = new ArrayList<>();
        for (JsonElement element : elements(json, name)) {
            if (element instanceof JsonObject object) {
                objects.add(object);
            }
        }
        return objects.stream();
    }

    /** The texts in the array under a name; none if there is no array. */
    public static Stream<String> texts(JsonObject json, String name) {
        List<String> texts = new ArrayList<>();
        for (JsonElement element : elements(json, name)) {
            if (element.isJsonPrimitive()) {
                texts.add(element.getAsString());
            }
        }
        return texts.stream();
    }

    /** The texts in the object under a name, in their order; empty if there is no object. */
    public static Map<String, String> textMap(JsonObject json, String name) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry : object(json, name).entrySet()) {
            if (entry.getValue().isJsonPrimitive()) {
                values.put(entry.getKey(), entry.getValue().getAsString());
            }
        }
        return Collections.unmodifiableMap(values);
    }

    private static JsonArray elements(JsonObject json, String name) {
        return json.get(name) instanceof JsonArray array ? array : new JsonArray();
    }
}
