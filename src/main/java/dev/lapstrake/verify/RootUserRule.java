package dev.lapstrake.verify;

import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Not as root. The user must be a number: Kubernetes' {@code runAsNonRoot} refuses to start an image whose user is a name,
 * since it can't tell who that is.
 */
final class RootUserRule implements Rule {
    private static final TreePath USERS = new TreePath("etc/passwd");

    @Override
    public String id() {
        return "root-user";
    }

    @Override
    public Stream<Violation> check(Image image) throws IOException {
        String user = image.container().user().split(":", 2)[0];
        return wrong(user, image).stream().map(what -> new Violation(id(), "", "", what));
    }

    private static Optional<String> wrong(String user, Image image) throws IOException {
        if (user.isEmpty() || user.matches("0+")) {
            return Optional.of("The image runs as root; write a number in <user>, such as 65532");
        }
        if (user.matches("\\d+")) {
            return Optional.empty();
        }
        return Optional.of(number(user, image)
                .map(number -> number.matches("0+")
                        ? "The image runs as '" + user + "', who is root"
                        : "The image's user '" + user
                                + "' is a name, which Kubernetes' runAsNonRoot can't check; write " + number
                                + " in <user>")
                .orElse("The image runs as '" + user + "', whom its /etc/passwd does not have"));
    }

    private static Optional<String> number(String user, Image image) throws IOException {
        if (!(image.tree().get(USERS).orElse(null) instanceof Entry.File file)) {
            return Optional.empty();
        }
        return new String(file.content().bytes(), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split(":", -1))
                .filter(fields -> fields.length > 2 && fields[0].equals(user))
                .map(fields -> fields[2])
                .findFirst();
    }
}
