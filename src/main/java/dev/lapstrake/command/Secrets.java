package dev.lapstrake.command;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The secrets of a stage as its commands get them. Their files disappear when this is closed, or the JVM ends. */
public final class Secrets implements Closeable {
    public static final Secrets NONE = new Secrets("", Map.of());

    private final String stage;
    private final Map<String, String> environment;
    private final SortedMap<String, String> variables = new TreeMap<>();
    private final List<String> values = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();

    private Secrets(String stage, Map<String, String> environment) {
        this.stage = stage;
        this.environment = environment;
    }

    /**
     * What secrets are fetched for.
     *
     * @param stage its name, for errors
     * @param environment the build's own
     * @param folder where files of secrets go; no command works in it
     */
    public record Wish(String stage, Map<String, String> environment, Path folder) {}

    /**
     * Fetches secrets from where they are.
     *
     * @param secrets by the variables that commands get them in
     */
    public static Secrets fetch(SortedMap<String, Secret> secrets, Wish wish) throws IOException, BuildException {
        Secrets fetched = new Secrets(wish.stage(), wish.environment());
        try {
            for (Map.Entry<String, Secret> secret : secrets.entrySet()) {
                fetched.add(secret.getKey(), secret.getValue(), wish.folder());
            }
            return fetched;
        } catch (IOException | BuildException e) {
            fetched.close();
            throw e;
        }
    }

    /**
     * What of secrets decides what commands do, and is none: the names, in which form they come, and of those that need
     * not be there whether they are.
     */
    public static List<String> shapes(SortedMap<String, Secret> secrets, Map<String, String> environment)
            throws IOException {
        Secrets none = new Secrets("", environment);
        List<String> shapes = new ArrayList<>();
        for (Map.Entry<String, Secret> secret : secrets.entrySet()) {
            Secret value = secret.getValue();
            boolean there = value.isRequired() || none.value(value.source()).isPresent();
            shapes.add(secret.getKey() + (value.isFile() ? " file" : " text") + (there ? "" : " missing"));
        }
        return shapes;
    }

    private void add(String name, Secret secret, Path folder) throws IOException, BuildException {
        Optional<byte[]> value = value(secret.source());
        if (value.isEmpty()) {
            if (secret.isRequired()) {
                throw missing(name, secret.source());
            }
            return;
        }
        String text = new String(value.get(), StandardCharsets.UTF_8);
        values.add(text);
        variables.put(name, secret.isFile() ? file(value.get(), folder).toString() : variable(name, text));
    }

    private Optional<byte[]> value(Secret.Source source) throws IOException {
        if (source instanceof Secret.Source.File file) {
            try {
                return Optional.of(Files.readAllBytes(file.path()));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        }
        Secret.Source.Variable variable = (Secret.Source.Variable) source;
        return Optional.ofNullable(environment.get(variable.name()))
                .map(value -> value.getBytes(StandardCharsets.UTF_8));
    }

    /** Temporary files are their owner's alone. */
    private Path file(byte[] value, Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "secret-", "");
        files.add(file);
        file.toFile().deleteOnExit();
        Files.write(file, value);
        return file;
    }

    /** A file of one line commonly ends with the line's end, which is no part of the value. */
    private String variable(String name, String text) throws BuildException {
        if (text.indexOf('\0') >= 0) {
            throw new Problem(
                            "secret-not-text",
                            "<secrets> of the stage '" + stage
                                    + "' has one that no variable can hold, since it is no text.",
                            name,
                            "write <asFile>true</asFile>; the commands then find the path of a copy in " + name)
                    .exception();
        }
        return text.stripTrailing();
    }

    private BuildException missing(String name, Secret.Source source) {
        String place = source instanceof Secret.Source.File file
                ? "the file " + file.path()
                : "the environment variable " + ((Secret.Source.Variable) source).name();
        return new Problem(
                        "secret-missing",
                        "<secrets> of the stage '" + stage + "' has one that is not there.",
                        name + ", from " + place,
                        "set the variable or write the file before the build, or write <required>false</required> if the"
                                + " commands can do without")
                .exception();
    }

    /** What commands get, by the names of the variables. */
    SortedMap<String, String> variables() {
        return Collections.unmodifiableSortedMap(variables);
    }

    /** Takes the secrets out of what is shown. */
    Redaction redaction() {
        return new Redaction(values);
    }

    @Override
    public void close() throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    /** Names alone. */
    @Override
    public String toString() {
        return variables.keySet().toString();
    }
}
