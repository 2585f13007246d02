package dev.lapstrake.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** No secret: whoever can pull an image can read all of it. Which secret it is, is never printed. */
final class SecretRule implements Rule {
    @Override
    public String id() {
        return "secret";
    }

    @Override
    public Stream<Violation> check(Image image) throws IOException {
        List<Violation> found = new ArrayList<>();
        CodeFiles.ofAll(image).forEach(file -> {
            Set<String> kinds = SecretScan.kinds(file);
            if (!kinds.isEmpty()) {
                found.add(file.violation(this, image, "holds " + String.join(", ", kinds)));
            }
        });
        settings(image.container()).forEach(found::add);
        return found.stream();
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
