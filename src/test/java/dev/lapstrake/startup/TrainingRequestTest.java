package dev.lapstrake.startup;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingRequestTest {
    @TempDir
    Path folder;

    @Test
    void parseReadsMethodPathAndFile() throws Exception {
        Path body = Files.writeString(folder.resolve("an order.json"), "{}");

        TrainingRequest request = TrainingRequest.parse(" POST /orders?dry=1 @an order.json ", folder);

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/orders?dry=1");
        assertThat(request.body()).contains(body);
    }

    @Test
    void identityChangesWithTheFile() throws Exception {
        Path body = Files.writeString(folder.resolve("a"), "1");
        TrainingRequest request = TrainingRequest.parse("POST / @a", folder);
        String before = request.identity();
        Files.writeString(body, "2");
        assertThat(request.identity()).isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/orders",
                "get /",
                "GET orders",
                "GET http://else/where",
                "POST / @missing",
                "",
                "GET //else/where",
                "GET /{x}",
                "GET /a#b"
            })
    void parseWhenItIsNoRequestSaysSo(String text) {
        assertProblem("training-request-unknown", () -> TrainingRequest.parse(text, folder));
    }
}
