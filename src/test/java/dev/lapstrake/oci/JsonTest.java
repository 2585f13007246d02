package dev.lapstrake.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private static JsonObject parse(String text) throws IOException {
        return Json.object(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"b\":1,\"a\":[true,null,\"x\"],\"c\":{}}",
                "{\"n\":12345678901234567890,\"d\":1.50,\"m\":-0.25}",
                "{\"t\":\"<a href='ü'>\\\"\\\\\\n\",\"e\":[]}"
            })
    void compactIsWhatWasRead(String text) throws Exception {
        assertThat(new String(Json.compact(parse(text)), StandardCharsets.UTF_8))
                .isEqualTo(text);
    }

    @Test
    void readableHasALineForEachValue() throws Exception {
        assertThat(new String(Json.readable(parse("{\"a\":1,\"b\":[]}")), StandardCharsets.UTF_8))
                .isEqualTo("{\n  \"a\": 1,\n  \"b\": []\n}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{", "{\"a\":1} x", "{\"a\":1}{}", "null", "{\"a\":1e99999}", "{\"a\":1e-999999999}"})
    void objectWhenItIsNoneSaysSo(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(IOException.class);
    }

    @Test
    void objectWhenItNestsTooDeepSaysSo() {
        assertThatThrownBy(() -> parse("{\"a\":".repeat(100_000))).isInstanceOf(IOException.class);
    }
}
