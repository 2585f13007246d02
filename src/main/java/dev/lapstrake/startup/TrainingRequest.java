package dev.lapstrake.startup;

import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request of a training.
 *
 * @param path with its query; from the root of the server
 * @param body a file
 */
public record TrainingRequest(String method, String path, Optional<Path> body) {
    /** A path that began with two slashes would name another server (RFC 3986, section 4.2). */
    private static final Pattern FORM = Pattern.compile("([A-Z]+) (/(?!/)\\S*)(?: @(\\S.*))?");

    /**
     * Reads a request as a user writes it: {@code POST /orders @src/test/training/order.json}.
     *
     * @param folder where relative paths start
     */
    public static TrainingRequest parse(String text, Path folder) throws BuildException {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches() || !isReference(form.group(2))) {
            throw problem("<requests> of <training> has one that can't be read.", text);
        }
        Optional<Path> body = Optional.ofNullable(form.group(3)).map(folder::resolve);
        if (body.isPresent() && !Files.isRegularFile(body.get())) {
            throw problem(
                    "<requests> of <training> names a file that is not there.",
                    body.get().toString());
        }
        return new TrainingRequest(form.group(1), form.group(2), body);
    }

    private static boolean isReference(String path) {
        try {
            return new URI(path).getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static BuildException problem(String what, String found) {
        return new Problem(
                        "training-request-unknown",
                        what,
                        found,
                        "write a method, a path, and perhaps a file of the project:"
                                + " <request>POST /orders @src/test/training/order.json</request>")
                .exception();
    }

    String identity() throws IOException {
        return method + " " + path
                + (body.isPresent() ? " " + Digest.of(body.get()).hex() : "");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
