package dev.lapstrake.app;

import java.io.IOException;
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
 * {@code application.properties} or {@code application.yml}, or Spring Boot's own 8080 when nothing is written. A
 * placeholder is not plain.
 */
final class Port {
    private static final int SPRING_BOOT = 8080;
    private static final int HIGHEST = 65535;
    private static final Pattern WEB =
            Pattern.compile("tomcat-embed-core|jetty-server|undertow-core|reactor-netty-http");
    private static final Pattern PROPERTY = Pattern.compile("(?m)^\\s*server\\.port\\s*[=:]\\s*(\\S+)\\s*$");
    private static final Pattern YAML =
            Pattern.compile("(?m)^server:[ \\t]*\\R(?:[ \\t]+.*\\R)*?[ \\t]+port:[ \\t]*(\\S+)[ \\t]*$");

    private Port() {}

    static OptionalInt of(Path classes, List<Dependency> dependencies) throws IOException {
        boolean springBoot = dependencies.stream()
                .anyMatch(dependency -> dependency.artifactId().equals("spring-boot"));
        boolean web = dependencies.stream()
                .anyMatch(dependency -> WEB.matcher(dependency.artifactId()).matches());
        if (!springBoot || !web) {
            return OptionalInt.empty();
        }
        for (String name : List.of("application.properties", "application.yml", "application.yaml")) {
            Path file = classes.resolve(name);
            Optional<String> written = Files.isRegularFile(file) ? written(Files.readString(file)) : Optional.empty();
            if (written.isPresent()) {
                return number(written.get());
            }
        }
        return OptionalInt.of(SPRING_BOOT);
    }

    private static Optional<String> written(String text) {
        return Stream.of(PROPERTY, YAML)
                .map(pattern -> pattern.matcher(text))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .findFirst();
    }

    private static OptionalInt number(String written) {
        boolean plain = written.matches("[1-9]\\d{0,4}") && Integer.parseInt(written) <= HIGHEST;
        return plain ? OptionalInt.of(Integer.parseInt(written)) : OptionalInt.empty();
    }
}
