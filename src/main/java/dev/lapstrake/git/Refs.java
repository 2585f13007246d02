package dev.lapstrake.git;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The refs of a repository, each in a file of its own or together in {@code packed-refs} (gitrepository-layout(5)). */
record Refs(GitFolder git) {
    static final String HEAD = "HEAD";

    private static final String SYMBOLIC = "ref:";

    /** What a ref may be called (git-check-ref-format(1)), as far as it is to stay a path below the folder. */
    private static final Pattern NAME = Pattern.compile("refs(/(?!\\.)[^/\\\\:?*\\[^~\\x00-\\x20\\x7f]+)+");

    /** Git itself follows no more than these. */
    private static final int LINKS = 5;

    /** The commit that a ref leads to; empty if there is none. */
    Optional<String> commit(String ref) throws IOException {
        String name = ref;
        for (int links = 0; links <= LINKS; links++) {
            Optional<String> target = target(name);
            if (target.isEmpty()) {
                String text = loose(name);
                return text.isEmpty() ? packed(name) : Optional.of(text).filter(Checkout::isCommit);
            }
            name = target.get();
        }
        return Optional.empty();
    }

    /** The ref that a symbolic ref stands for; empty for one that is not symbolic. */
    Optional<String> target(String ref) throws IOException {
        String text = loose(ref);
        return text.startsWith(SYMBOLIC)
                ? Optional.of(text.substring(SYMBOLIC.length()).strip())
                : Optional.empty();
    }

    private String loose(String ref) throws IOException {
        if (ref.equals(HEAD)) {
            return git.text(git.own().resolve(HEAD)).strip();
        }
        return NAME.matcher(ref).matches() ? git.text(git.common().resolve(ref)).strip() : "";
    }

    /** A line for each ref: the commit, a blank, the name. The others are comments, or what a tag leads to. */
    private Optional<String> packed(String ref) throws IOException {
        Path file = git.common().resolve("packed-refs");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        String end = " " + ref;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.endsWith(end) && Checkout.isCommit(line.substring(0, line.length() - end.length()))) {
                    return Optional.of(line.substring(0, line.length() - end.length()));
                }
            }
            return Optional.empty();
        }
    }
}
