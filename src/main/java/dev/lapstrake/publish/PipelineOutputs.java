package dev.lapstrake.publish;

import dev.lapstrake.disk.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells a pipeline what was published: in a file of the project always, and in the forms of GitHub Actions and GitLab
 * where their variables say that it runs there.
 */
public final class PipelineOutputs {
    private final Path folder;
    private final Map<String, String> environment;

    /**
     * @param folder the project's folder of the finished image
     */
    public PipelineOutputs(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
    }

    /**
     * @param published an image, in at least one place
     */
    public void write(List<Published> published) throws IOException {
        Receipt receipt = Receipt.of(published);
        AtomicFile.update(folder.resolve("image-reference"), utf8(lines(receipt.pinned())));
        Optional<Path> output = file("GITHUB_OUTPUT");
        if (output.isPresent()) {
            append(output.get(), githubOutput(receipt));
        }
        Optional<Path> summary = file("GITHUB_STEP_SUMMARY");
        if (summary.isPresent()) {
            append(summary.get(), summary(receipt));
        }
        if (environment.containsKey("GITLAB_CI")) {
            AtomicFile.write(folder.resolve("gitlab.env"), utf8(dotenv(receipt)));
        }
    }

    private Optional<Path> file(String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(path -> !path.isBlank())
                .map(Path::of);
    }

    /**
     * Each value between two lines that nobody can foresee, so that no value can set another ("Workflow commands",
     * "Multiline strings").
     */
    private static String githubOutput(Receipt receipt) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("image", receipt.repository().name());
        values.put("digest", receipt.digest().toString());
        values.put("reference", receipt.pinned().get(0));
        values.put("tags", String.join("\n", receipt.names()));
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> {
            String end = "end-" + UUID.randomUUID();
            text.append(name + "<<" + end + "\n" + value + "\n" + end + "\n");
        });
        return text.toString();
    }

    private static String summary(Receipt receipt) {
        StringBuilder text = new StringBuilder("### Image\n\n");
        receipt.names().forEach(name -> text.append("- " + code(name) + "\n"));
        return text.append("\nDigest: " + code(receipt.digest().toString()) + "\n\n")
                .toString();
    }

    /** What stands between backticks is shown as it is; only these, and the end of a line, could end it. */
    private static String code(String value) {
        return "`" + value.replaceAll("[`\\p{Cntrl}]", "?") + "`";
    }

    /** One value on each line, without quotes, which GitLab would keep ({@code artifacts:reports:dotenv}). */
    private static String dotenv(Receipt receipt) {
        return lines(List.of(
                "LAPSTRAKE_IMAGE=" + oneLine(receipt.repository().name()),
                "LAPSTRAKE_DIGEST=" + receipt.digest(),
                "LAPSTRAKE_REFERENCE=" + oneLine(receipt.pinned().get(0)),
                "LAPSTRAKE_TAGS=" + oneLine(String.join(",", receipt.names()))));
    }

    private static String oneLine(String value) {
        return value.replaceAll("[\\p{Cntrl}\\s]", "?");
    }

    private static String lines(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    private static void append(Path file, String text) throws IOException {
        Files.write(file, utf8(text), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
