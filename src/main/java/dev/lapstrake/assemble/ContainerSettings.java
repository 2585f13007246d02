package dev.lapstrake.assemble;

import dev.lapstrake.cache.CacheKey;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How a container of the image is started (OCI image-spec, config.md).
 *
 * @param entryPoint the command and the arguments that are always there; empty for the foundation's own
 * @param arguments those that whoever runs the image may replace; empty beside no entry point for the foundation's own
 * @param environment beside the foundation's own
 * @param workingDirectory an absolute path
 * @param created the time that the image says it was made at
 */
public record ContainerSettings(
        List<String> entryPoint,
        List<String> arguments,
        Environment environment,
        SortedMap<String, String> labels,
        List<ExposedPort> ports,
        ContainerUser user,
        String workingDirectory,
        Instant created) {
    public ContainerSettings {
        entryPoint = List.copyOf(entryPoint);
        arguments = List.copyOf(arguments);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        ports = List.copyOf(ports);
    }

    /** A key that covers all of it. */
    CacheKey addTo(CacheKey key) {
        return key.with("entryPoint", entryPoint)
                .with("arguments", arguments)
                .with("environment", texts(environment.variables()))
                .with("labels", texts(labels))
                .with("ports", ports.stream().map(ExposedPort::toString).toList())
                .with("user", user.name())
                .with("workingDirectory", workingDirectory)
                .with("created", created.toString());
    }

    private static List<String> texts(Map<String, String> values) {
        return values.entrySet().stream()
                .flatMap(value -> Stream.of(value.getKey(), value.getValue()))
                .toList();
    }
}
