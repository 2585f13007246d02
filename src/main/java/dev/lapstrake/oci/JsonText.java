package dev.lapstrake.oci;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.Map;

/**
 * JSON as text (RFC 8259). Gson's reader and writer alone: what binds JSON to classes is as much code again, which takes
 * longer to load than all the documents of a build to read.
 */
final class JsonText {
    private static final String INDENT = "  ";
    private static final int MOST_DIGITS = 1000;

    private JsonText() {}

    static JsonElement parse(String text) throws IOException {
        JsonReader in = new JsonReader(new StringReader(text));
        JsonElement element = element(in);
        if (in.peek() != JsonToken.END_DOCUMENT) {
            throw new IOException("there is something behind the end");
        }
        return element;
    }

    private static JsonElement element(JsonReader in) throws IOException {
        return switch (in.peek()) {
            case BEGIN_OBJECT -> object(in);
            case BEGIN_ARRAY -> array(in);
            case STRING -> new JsonPrimitive(in.nextString());
            case NUMBER -> new JsonPrimitive(number(in.nextString()));
            case BOOLEAN -> new JsonPrimitive(in.nextBoolean());
            default -> {
                in.nextNull();
                yield JsonNull.INSTANCE;
            }
        };
    }

    /** It keeps its digits; one with an exponent beyond all use would take for ever to become an integer. */
    private static BigDecimal number(String text) throws IOException {
        BigDecimal number = new BigDecimal(text);
        if (Math.abs((long) number.scale()) > MOST_DIGITS) {
            throw new IOException("a number is out of all bounds");
        }
        return number;
    }

    private static JsonObject object(JsonReader in) throws IOException {
        JsonObject object = new JsonObject();
        in.beginObject();
        while (in.hasNext()) {
            object.add(in.nextName(), element(in));
        }
        in.endObject();
        return object;
    }

    private static JsonArray array(JsonReader in) throws IOException {
        JsonArray array = new JsonArray();
        in.beginArray();
        while (in.hasNext()) {
            array.add(element(in));
        }
        in.endArray();
        return array;
    }

    static String compact(JsonElement json) {
        return text(json, "");
    }

    static String readable(JsonElement json) {
        return text(json, INDENT);
    }

    private static String text(JsonElement json, String indent) {
        StringWriter text = new StringWriter();
        JsonWriter out = new JsonWriter(text);
        out.setStrictness(Strictness.LENIENT); // a value alone is a document too
        out.setIndent(indent);
        try {
            write(json, out);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return text.toString();
    }

    private static void write(JsonElement json, JsonWriter out) throws IOException {
        if (json instanceof JsonObject object) {
            out.beginObject();
            for (Map.Entry<String, JsonElement> property : object.entrySet()) {
                write(property.getValue(), out.name(property.getKey()));
            }
            out.endObject();
        } else if (json instanceof JsonArray array) {
            out.beginArray();
            for (JsonElement element : array) {
                write(element, out);
            }
            out.endArray();
        } else if (json instanceof JsonPrimitive value) {
            write(value, out);
        } else {
            out.nullValue();
        }
    }

    private static void write(JsonPrimitive value, JsonWriter out) throws IOException {
        if (value.isBoolean()) {
            out.value(value.getAsBoolean());
        } else if (value.isNumber()) {
            out.value(value.getAsNumber());
        } else {
            out.value(value.getAsString());
        }
    }
}
