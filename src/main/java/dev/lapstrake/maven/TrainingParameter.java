package dev.lapstrake.maven;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.startup.StartupChoice;
import dev.lapstrake.startup.Training;
import dev.lapstrake.startup.TrainingRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code <training>}, as the POM has it. */
public final class TrainingParameter {
    /** When the application has started. In its address, <code>{port}</code> is a port that is free. */
    @Nullable
    Ready ready;

    /** Sent when it has started, in this order: {@code GET /orders}, {@code POST /orders @src/test/training/order.json}. */
    List<String> requests = List.of();

    /** Variables for the application, beside those of the image; <code>{port}</code> in them is the port that is free. */
    Map<String, @Nullable String> environment = Map.of();

    /** Arguments of the application, with <code>{port}</code> in them; those of the image are not used. */
    List<String> arguments = List.of();

    /** How long the application may take to start: {@code 90s}, {@code 2m}. One without {@code <ready>} is ended then. */
    String timeout = "60s";

    /** False to build an image without an archive where the training fails. */
    boolean required = true;

    /** {@code dependencies}, or {@code application} for the project's own classes too. */
    String covers = "dependencies";

    /** {@code <ready>}, as the POM has it. */
    public static final class Ready {
        /** An address of this machine that answers with a success, such as {@code http://localhost:8080/actuator/health}. */
        @Nullable
        String http;
    }

    /**
     * @param mode what is asked for
     * @param folder of the project, where relative paths start
     * @param properties of the command line, which win
     */
    StartupChoice choice(StartupChoice.Mode mode, Path folder, Properties properties) throws BuildException {
        List<TrainingRequest> parsed = new ArrayList<>();
        for (String request : Parsed.list(requests)) {
            parsed.add(TrainingRequest.parse(request, folder));
        }
        SortedMap<String, String> variables = new TreeMap<>();
        environment.forEach((name, value) -> variables.put(name, value == null ? "" : value));
        boolean isRequired =
                Boolean.parseBoolean(properties.getProperty("lapstrake.training.required", Boolean.toString(required)));
        Training training = new Training(
                ready(), parsed, variables, Parsed.list(arguments), Quantity.duration("timeout", timeout), isRequired);
        if (!parsed.isEmpty() && training.ready().isEmpty()) {
            throw notReady("<training> has <requests>, and nothing that tells when they can be sent.", "no <ready>");
        }
        return new StartupChoice(mode, coversAll(), training);
    }

    private boolean coversAll() throws BuildException {
        return switch (covers.strip()) {
            case "dependencies" -> false;
            case "application" -> true;
            default ->
                throw new Problem(
                                "training-covers-unknown",
                                "<covers> of <training> does not say what the archive is to have.",
                                covers,
                                "write dependencies, or application for the project's own classes too")
                        .exception();
        };
    }

    private Optional<String> ready() throws BuildException {
        if (ready == null) {
            return Optional.empty();
        }
        String text = Optional.ofNullable(ready.http).orElse("").strip();
        if (!text.matches("http://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5}|:\\{port})?(/\\S*)?")
                || !isAddress(text)) {
            throw notReady("<ready> of <training> names no address of this machine.", text);
        }
        return Optional.of(text);
    }

    private static boolean isAddress(String text) {
        try {
            return new URI(text.replace("{port}", "1")).getPort() < 1 << 16;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static BuildException notReady(String what, String found) {
        return new Problem(
                        "training-ready-unknown",
                        what,
                        found,
                        "write for example <ready><http>http://localhost:8080/actuator/health</http></ready>")
                .exception();
    }
}
