package dev.lapstrake.debug;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DebugGuideTest {
    private static final String CONFIG = """
            {"config":{"User":"65532","ExposedPorts":{"8080/tcp":{}}}}""";

    private static final String TOOLS = """
            "debug":{"layers":[{"name":"busybox"},{"name":"java-tools"}]},""";

    @Test
    void linesHaveTheImagesOwnNames() throws Exception {
        assertThat(guide(TOOLS, "java.base"))
                .startsWith("example.com/team/app:1.0: Java 17.0.15, user 65532, ports 8080/tcp")
                .contains(
                        "--target=CONTAINER --profile=restricted --image=example.com/team/app:1.0-debug -- /busybox/sh")
                .contains("--user 65532 --entrypoint /busybox/sh example.com/team/app:1.0-debug")
                .contains("securityContext: {runAsUser: 65532}", "http://127.0.0.1:8080", "jcmd 1 Thread.print");
    }

    @Test
    void linesWhenThereAreNoToolsSayHowToGetThem() throws Exception {
        assertThat(guide("", "java.base"))
                .contains("There is no debug image beside it", "-Dlapstrake.debug.jdk")
                .doesNotContain("jcmd 1");
        assertThat(guide("\"debug\":{\"layers\":[{\"name\":\"busybox\"},{\"name\":\"busybox\"}]},", "java.base"))
                .contains("for jcmd and its like, build with -Dlapstrake.debug.jdk", "kill -QUIT 1")
                .doesNotContain("jcmd 1");
    }

    @Test
    void linesWhenAModuleIsMissingSayWhichToAdd() throws Exception {
        assertThat(guide(TOOLS, "java.base"))
                .contains("add <module>jdk.jfr</module> to <modules>")
                .contains("<module>jdk.management.agent</module><module>jdk.management.jfr</module>")
                .contains("<module>jdk.jdwp.agent</module>")
                .doesNotContain("JFR.start", "address=127.0.0.1:5005", "jmxremote");
    }

    @Test
    void linesWhenTheModulesAreThereSayWhatToType() throws Exception {
        assertThat(guide(TOOLS, "jdk.management.jfr\",\"jdk.management.agent\",\"jdk.jdwp.agent"))
                .contains("jcmd 1 JFR.start", "jmxremote.port=7091", "address=127.0.0.1:5005")
                .doesNotContain("<module>");
    }

    @Test
    void linesWhenNoRuntimeWasLinkedSayNothingOfIt() throws Exception {
        JsonObject report = Json.object("{\"name\":\"app:1.0\"}".getBytes(StandardCharsets.UTF_8));
        String text = text(new DebugGuide(DebuggedImage.of(report, new JsonObject(), "-debug")));
        assertThat(text)
                .startsWith("app:1.0: user 0")
                .contains("--user 0", "127.0.0.1:PORT")
                .doesNotContain("JVM", "JAVA_TOOL_OPTIONS");
    }

    private static String guide(String debug, String modules) throws Exception {
        String report = """
                {"name":"example.com/team/app:1.0",%s"java":"17.0.15","modules":["%s"]}""".formatted(debug, modules);
        return text(new DebugGuide(DebuggedImage.of(object(report), object(CONFIG), "-debug")));
    }

    private static JsonObject object(String text) throws IOException {
        return Json.object(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(DebugGuide guide) {
        return String.join("\n", guide.lines());
    }
}
