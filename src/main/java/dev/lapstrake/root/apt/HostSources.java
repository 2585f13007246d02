package dev.lapstrake.root.apt;

import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mirror that this machine gets its own packages from, as apt's configuration tells: {@code sources.list(5)}, in
 * both of its forms. Whichever suite the machine itself runs, its mirror has the others too.
 */
final class HostSources {
    private static final Pattern LINE = Pattern.compile("deb\\s+(?:\\[([^]]*)]\\s*)?(\\S+)\\s+(\\S+)\\s+(.+)");
    private static final Pattern SUITE = Pattern.compile(
            "(?:buster|bullseye|bookworm|trixie|forky|duke|sid|(?:old)*stable|testing|unstable)(?:[-/].*)?");
    private static final String DISABLED = "(?i)no|false|off|0";

    private final List<Source> sources = new ArrayList<>();

    /** An entry of the configuration; each part is a list of words. */
    private record Source(String uris, String suites, String components, String signedBy) {
        /** Others than Debian have archives at addresses that end alike, and their own keys. */
        boolean isDebian() {
            return words(components).contains("main")
                    && namesSuite()
                    && (signedBy.isEmpty() || signedBy.contains("debian-archive"));
        }

        private boolean namesSuite() {
            for (String suite : words(suites)) {
                if (SUITE.matcher(suite).matches()) {
                    return true;
                }
            }
            return false;
        }

        Optional<String> uri(String ending) {
            for (String word : words(uris)) {
                String uri = word.replaceAll("/+$", "");
                if (uri.endsWith(ending)) {
                    return Optional.of(uri);
                }
            }
            return Optional.empty();
        }

        private static List<String> words(String text) {
            return List.of(text.split("\\s+", -1));
        }
    }

    private HostSources() {}

    /** Empty if there is no configuration, or none of it points at a copy of Debian's archive. */
    static Optional<Mirror> read(Path etcApt) throws IOException {
        HostSources found = new HostSources();
        found.readLines(etcApt.resolve("sources.list"));
        for (Path file : files(etcApt.resolve("sources.list.d"))) {
            if (file.toString().endsWith(".list")) {
                found.readLines(file);
            } else if (file.toString().endsWith(".sources")) {
                found.readParagraphs(file);
            }
        }
        return found.mirror();
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            all.forEach(files::add);
        }
        Collections.sort(files);
        return files;
    }

    private static String text(Path file) throws IOException {
        return Files.isRegularFile(file) && Files.isReadable(file)
                ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                : "";
    }

    private void readLines(Path file) throws IOException {
        for (String text : text(file).split("\n", -1)) {
            Matcher line = LINE.matcher(text.strip());
            if (line.matches()) {
                String options = line.group(1) == null ? "" : line.group(1);
                String signedBy = options.contains("signed-by=") ? options : "";
                sources.add(new Source(line.group(2), line.group(3), line.group(4), signedBy));
            }
        }
    }

    private void readParagraphs(Path file) throws IOException {
        Paragraphs paragraphs = Paragraphs.of(text(file));
        for (Optional<Map<String, String>> next = paragraphs.next(); next.isPresent(); next = paragraphs.next()) {
            Map<String, String> fields = next.get();
            if (!fields.getOrDefault("enabled", "yes").matches(DISABLED)
                    && fields.getOrDefault("types", "").matches("(.*\\s)?deb(\\s.*)?")) {
                sources.add(new Source(
                        fields.getOrDefault("uris", ""),
                        fields.getOrDefault("suites", ""),
                        fields.getOrDefault("components", ""),
                        fields.getOrDefault("signed-by", "")));
            }
        }
    }

    private Optional<Mirror> mirror() {
        Optional<String> main = uri("/debian");
        if (main.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> security = uri("/debian-security");
        try {
            return Optional.of(security.isPresent() ? Mirror.of(main.get(), security.get()) : Mirror.of(main.get()));
        } catch (BuildException e) {
            return Optional.empty(); // a way of access that only apt has, such as cdrom: or tor:
        }
    }

    private Optional<String> uri(String ending) {
        for (Source source : sources) {
            Optional<String> uri = source.isDebian() ? source.uri(ending) : Optional.empty();
            if (uri.isPresent()) {
                return uri;
            }
        }
        return Optional.empty();
    }
}
