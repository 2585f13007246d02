package dev.lapstrake.debug;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Json;
import dev.lapstrake.problem.BuildException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is known of an image that is to be looked into.
 *
 * @param name with its first tag
 * @param debugName of the image beside it, whether it is made or not
 * @param made what that image has; empty if it is not made
 * @param user whom the application runs as, as the image says it
 * @param ports such as {@code 8080/tcp}
 * @param java the version of the runtime that was linked for it; empty for none
 * @param modules of that runtime
 */
public record DebuggedImage(
        String name,
        String debugName,
        Optional<Tools> made,
        String user,
        List<String> ports,
        String java,
        Set<String> modules) {
    private static final String FLIGHT_RECORDER = "jdk.jfr";

    /** What a debug image has. */
    public enum Tools {
        SHELL,
        SHELL_AND_JDK
    }

    public DebuggedImage {
        ports = List.copyOf(ports);
        modules = Set.copyOf(modules);
    }

    /**
     * @param report the content of {@code image.json}
     * @param config the image's configuration
     * @param suffix behind the tags of the image beside it
     */
    public static DebuggedImage of(JsonObject report, JsonObject config, String suffix) throws BuildException {
        ImageReference name = ImageReference.parse(Json.text(report, "name", ""), "image");
        JsonObject container = Json.object(config, "config");
        return new DebuggedImage(
                name.toString(),
                name.withTag(name.selector() + suffix).toString(),
                report.has("debug") ? Optional.of(tools(Json.object(report, "debug"))) : Optional.empty(),
                Json.text(container, "User", "0"),
                List.copyOf(Json.object(container, "ExposedPorts").keySet()),
                Json.text(report, "java", ""),
                modules(report));
    }

    private static Tools tools(JsonObject debug) {
        long kinds = Json.objects(debug, "layers")
                .map(layer -> Json.text(layer, "name", ""))
                .distinct()
                .count();
        return kinds > 1 ? Tools.SHELL_AND_JDK : Tools.SHELL;
    }

    /** The report has those that were asked for; of what they require, this one matters here. */
    private static Set<String> modules(JsonObject report) {
        Set<String> modules = Json.texts(report, "modules").collect(Collectors.toSet());
        if (modules.contains("jdk.management.jfr")) {
            modules.add(FLIGHT_RECORDER);
        }
        return modules;
    }

    /** True if the runtime was made for the image, so that its modules are known. */
    boolean hasLinkedRuntime() {
        return !java.isEmpty();
    }

    boolean hasJdk() {
        return made.equals(Optional.of(Tools.SHELL_AND_JDK));
    }

    boolean hasFlightRecorder() {
        return modules.contains(FLIGHT_RECORDER);
    }

    /** Those of the modules that the runtime does not have, as elements of the POM. */
    String missing(String... wanted) {
        return List.of(wanted).stream()
                .filter(module -> !modules.contains(module))
                .map(module -> "<module>" + module + "</module>")
                .collect(Collectors.joining());
    }
}
