package dev.lapstrake.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The port that a Spring Boot application listens on, where it is plain to see: written as a number in
 * {@code application.properties} or {@code application.yml}, or Spring Boot's own 8080 when nothing is said of a server.
 * What is said otherwise, by a placeholder or in a form that is not read here, is not plain.
 */
final class Port {
    private static final int SPRING_BOOT = 8080;
    private static final int HIGHEST = 65535;
    private static final Pattern WEB =
            Pattern.compile("tomcat-embed-core|jetty-server|undertow-core|reactor-netty-http");
    private static final Pattern SERVER = Pattern.compile("(?m)^\\s*server\\b");
    private static final Pattern PROPERTY = Pattern.compile("(?m)^\\s*server\\.port\\s*[=: ]\\s*(\\S+)\\s*$");
    private static final Pattern YAML =
            Pattern.compile("(?m)^server:[ \\t]*\\R(?:[ \\t]+.*\\R)*?[ \\t]+port:[ \\t]*(\\S+)[ \\t]*(?:#.*)?$");

    private Port() {}

    static OptionalInt of(Path classes, List<Dependency> dependencies) throws IOException {
        if (!servesTheWeb(dependencies)) {
            return OptionalInt.empty();
        }
        for (String name : List.of("application.properties", "application.yml", "application.yaml")) {
            Path file = classes.resolve(name);
            String text = Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
            if (SERVER.matcher(text).find()) {
                return written(text);
            }
        }
        return OptionalInt.of(SPRING_BOOT);
    }

    private static boolean servesTheWeb(List<Dependency> dependencies) {
        List<String> names = dependencies.stream().map(Dependency::artifactId).toList();
        return names.contains("spring-boot")
                && names.stream().anyMatch(name -> WEB.matcher(name).matches());
    }

    /** The number that is written; 8080 if only other things are said of the server. */
    private static OptionalInt written(String text) {
        Optional<String> port = Stream.of(PROPERTY, YAML)
                .map(pattern -> pattern.matcher(text))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .findFirst();
        if (port.isEmpty()) {
            return text.contains("port") ? OptionalInt.empty() : OptionalInt.of(SPRING_BOOT);
        }
        boolean plain = port.get().matches("[1-9]\\d{0,4}") && Integer.parseInt(port.get()) <= HIGHEST;
        return plain ? OptionalInt.of(Integer.parseInt(port.get())) : OptionalInt.empty();
    }
}
