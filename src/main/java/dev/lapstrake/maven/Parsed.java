package dev.lapstrake.maven;

import dev.lapstrake.oci.Compression;
import dev.lapstrake.oci.ImageFormat;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.root.apt.Mirror;
import java.io.File;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parameters that have no type of their own, read and checked. */
final class Parsed {
    /** What Maven 4 says when the project says nothing; other Mavens are to give the same image. */
    private static final String MAVEN_4 = "1980-02-01T00:00:00Z";

    private Parsed() {}

    static Optional<Mirror> mirror(@Nullable String text) throws BuildException {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(Mirror.of(text));
    }

    /** The platform that is named, or else that of this machine. */
    static Platform platform(@Nullable String text) throws BuildException {
        return text == null ? Platform.ofThisMachine() : Platform.parse(text);
    }

    static ImageFormat format(String text) throws BuildException {
        return switch (text) {
            case "oci" -> ImageFormat.OCI;
            case "docker" -> ImageFormat.DOCKER;
            default ->
                throw new Problem(
                                "format-unknown",
                                "<format> is no form of an image.",
                                text,
                                "write <format>oci</format>, or <format>docker</format> for what knows only Docker's")
                        .exception();
        };
    }

    static Compression compression(String text) throws BuildException {
        return switch (text) {
            case "gzip" -> Compression.GZIP;
            case "zstd" -> Compression.ZSTD;
            default ->
                throw new Problem(
                                "compression-unknown",
                                "<compression> is none that layers can have.",
                                text,
                                "write <compression>gzip</compression>, or <compression>zstd</compression> where the"
                                        + " registry and all that run the image know it")
                        .exception();
        };
    }

    static boolean wholeJavaSe(String text) throws BuildException {
        return switch (text) {
            case "linked" -> false;
            case "jre" -> true;
            default ->
                throw new Problem(
                                "java-unknown",
                                "<java> is no kind of runtime.",
                                text,
                                "write <java>linked</java> for the modules that the application needs, or"
                                        + " <java>jre</java> for all of Java SE")
                        .exception();
        };
    }

    static boolean withoutJava(String text) throws BuildException {
        return switch (text) {
            case "java" -> false;
            case "none" -> true;
            default ->
                throw new Problem(
                                "application-unknown",
                                "<application> is no kind of application.",
                                text,
                                "write <application>java</application>, or <application>none</application> for an image"
                                        + " of what stages hand over")
                        .exception();
        };
    }

    static boolean asGraph(String text) throws BuildException {
        return switch (text) {
            case "text" -> false;
            case "dot" -> true;
            default ->
                throw new Problem(
                                "plan-form-unknown",
                                "-Dlapstrake.plan is no form that a plan is written in.",
                                text,
                                "write -Dlapstrake.plan=text, or -Dlapstrake.plan=dot for Graphviz")
                        .exception();
        };
    }

    /**
     * Reads how much larger an image may become: a share of what it was, as in {@code 10%}, or bytes.
     *
     * @param last what it was, in bytes
     */
    static long growth(String text, long last) throws BuildException {
        String share = text.strip().replaceFirst("\\s*%$", "");
        return text.strip().endsWith("%") && share.matches("\\d{1,4}(\\.\\d{1,3})?")
                ? Math.round(last * Double.parseDouble(share) / 100)
                : Quantity.size("maxGrowth", text);
    }

    /** Reads a folder of the image, which is the same with a slash behind it. */
    static String workingDirectory(String text) throws BuildException {
        if (!text.startsWith("/")
                || text.contains("//")
                || text.contains("/../")
                || text.endsWith("/..")
                || text.indexOf('\0') >= 0) {
            throw new Problem(
                            "working-directory-malformed",
                            "<workingDirectory> is no absolute path.",
                            text,
                            "write a path from the image's top, for example <workingDirectory>/app</workingDirectory>")
                    .exception();
        }
        return text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** Reads what {@code project.build.outputTimestamp} may be (Maven, "Configuring for Reproducible Builds"). */
    static Instant creationTime(@Nullable String text) throws BuildException {
        if (text == null || text.length() < 2 || text.equals(MAVEN_4)) {
            return Instant.EPOCH; // nothing, or the one letter that switches Maven's own reproducible mode off
        }
        try {
            return text.matches("\\d{1,12}")
                    ? Instant.ofEpochSecond(Long.parseLong(text))
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new Problem(
                            "creation-time-malformed",
                            "<creationTime> is no time.",
                            text,
                            "write a time with its zone, for example 2026-01-31T12:00:00Z, or seconds since 1970")
                    .exception(e);
        }
    }

    /** Maven gives null for an element without content, as a property makes that is empty; here that is no element. */
    static List<String> list(Collection<@Nullable String> written) {
        return written.stream()
                .flatMap(Stream::ofNullable)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** The paths of files; here too an element without content is none. */
    static List<Path> files(Collection<@Nullable File> written) {
        return written.stream().flatMap(Stream::ofNullable).map(File::toPath).toList();
    }

    /**
     * Named values: those that the POM has, and over them what properties say, as in
     * {@code -Dlapstrake.environment.NAME=value}. Maven gives null for an element without content; here that is empty.
     */
    static SortedMap<String, String> named(
            String parameter, Map<String, @Nullable String> written, Properties properties) {
        SortedMap<String, String> all = new TreeMap<>();
        written.forEach(
                (name, value) -> all.put(name, Optional.ofNullable(value).orElse("")));
        String prefix = "lapstrake." + parameter + ".";
        for (String property : properties.stringPropertyNames()) {
            if (property.startsWith(prefix)) {
                all.put(property.substring(prefix.length()), properties.getProperty(property));
            }
        }
        return all;
    }
}
