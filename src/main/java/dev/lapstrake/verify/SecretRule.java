package dev.lapstrake.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** No secret: whoever can pull an image can read all of it. Which secret it is, is never printed. */
final class SecretRule implements Rule {
    private static final long MOST = 1 << 20;

    @Override
    public String id() {
        return "secret";
    }

    @Override
    public Stream<Violation> check(Image image) throws IOException {
        List<Violation> found = new ArrayList<>();
        for (CodeFile file : (Iterable<CodeFile>) CodeFile.all(image)::iterator) {
            List<String> kinds = file.content().size() <= MOST ? kinds(file) : List.of();
            if (!kinds.isEmpty()) {
                found.add(file.violation(this, image, "holds " + String.join(", ", kinds)));
            }
        }
        settings(image.container()).forEach(found::add);
        return found.stream();
    }

    private static List<String> kinds(CodeFile file) throws IOException {
        byte[] bytes = file.content().bytes();
        if (isPacked(bytes)) {
            return List.of();
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> kinds = new ArrayList<>(SecretForms.in(text).toList());
        SecretFiles.in(file.name(), text).forEach(kinds::add);
        if (file.name().endsWith(".env")) {
            text.lines().flatMap(line -> variable(line).stream()).forEach(kinds::add);
        }
        return kinds.stream().distinct().toList();
    }

    private static Optional<String> variable(String line) {
        String[] parts = line.strip().replaceFirst("^export\\s+", "").split("=", 2);
        return parts.length < 2 || parts[0].startsWith("#")
                ? Optional.empty()
                : SecretSettings.what(parts[0].strip(), parts[1].strip());
    }

    /** Programs and archives: nothing in them can be read as it stands. */
    private static boolean isPacked(byte[] bytes) {
        return begins(bytes, "\u007fELF") || begins(bytes, "PK") || begins(bytes, "\u001f\u008b");
    }

    private static boolean begins(byte[] bytes, String magic) {
        byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
        return bytes.length >= wanted.length
                && java.util.Arrays.equals(bytes, 0, wanted.length, wanted, 0, wanted.length);
    }

    private List<Violation> settings(Container container) {
        List<Violation> found = new ArrayList<>();
        container.environment().forEach((name, value) -> SecretSettings.what(name, value)
                .ifPresent(kind -> found.add(setting(name, "is a variable that holds " + kind))));
        for (Map.Entry<String, String> label : container.labels().entrySet()) {
            SecretForms.in(label.getValue())
                    .forEach(kind -> found.add(setting(label.getKey(), "is a label that holds " + kind)));
        }
        SecretForms.in(String.join("\n", container.command()))
                .forEach(kind -> found.add(setting("entrypoint", "holds " + kind)));
        return found;
    }

    private Violation setting(String name, String what) {
        return new Violation(id(), name, "", what);
    }
}
