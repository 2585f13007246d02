package dev.lapstrake.startup;

import dev.lapstrake.cache.CacheKey;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * How an application is run once, for an archive to learn what it loads.
 *
 * <p>In the address, the environment and the arguments <code>{port}</code> stands for a port that is free.
 *
 * @param ready an address that answers with a success when the application has started; empty for one that ends by itself
 * @param requests sent one after the other when it is ready
 * @param environment of the application, beside the image's own
 * @param arguments of the application
 * @param timeout until it must be ready, and after which one without such an address is ended
 * @param isRequired false to go without an archive where a training fails
 */
public record Training(
        Optional<String> ready,
        List<TrainingRequest> requests,
        SortedMap<String, String> environment,
        List<String> arguments,
        Duration timeout,
        boolean isRequired) {
    private static final String PORT = "{port}";

    /** The limit if nothing is said. */
    public static final Duration STANDARD_TIMEOUT = Duration.ofSeconds(60);

    /** What is done if nothing is said. */
    public static final Training NONE =
            new Training(Optional.empty(), List.of(), new TreeMap<>(), List.of(), STANDARD_TIMEOUT, true);

    public Training {
        requests = List.copyOf(requests);
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
        arguments = List.copyOf(arguments);
    }

    /** The same, with a port in the place of the word for it. */
    Training at(int port) {
        UnaryOperator<String> told = text -> text.replace(PORT, Integer.toString(port));
        SortedMap<String, String> variables = new TreeMap<>(environment);
        variables.replaceAll((name, value) -> told.apply(value));
        return new Training(
                ready.map(told),
                requests,
                variables,
                arguments.stream().map(told).toList(),
                timeout,
                isRequired);
    }

    /** A key that covers what an application is made to do, and for how long where the time is all that ends it. */
    CacheKey addTo(CacheKey key) throws IOException {
        List<String> sent = new ArrayList<>();
        for (TrainingRequest request : requests) {
            sent.add(request.identity());
        }
        return key.with("training ready", ready.orElse(""))
                .with("training requests", sent)
                .withEach("training environment", environment)
                .with("training arguments", arguments)
                .with("training time", ready.isPresent() ? "" : timeout.toString());
    }
}
