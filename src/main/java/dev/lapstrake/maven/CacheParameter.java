package dev.lapstrake.maven;

import dev.lapstrake.build.CacheChoice;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** {@code <cache>}, as the POM has it; each part may also be said on the command line, as in -Dlapstrake.cache.push=true. */
public final class CacheParameter {
    /** A repository in a registry where machines leave results of stages for each other. By default there is none. */
    @Nullable
    String image;

    /** Whether this build leaves results there: {@code true}, {@code false}, or {@code ci}, where the variable CI is set. */
    String push = "ci";

    /** How long the registry may take to answer: {@code 10s}. What is sent has a second more for each megabyte. */
    String wait = "10s";

    /** How large the cache on this machine may become: {@code 10GB}. */
    String limit = "10GB";

    /**
     * @param properties of the command line, which win
     * @param environment of the build
     */
    CacheChoice choice(Properties properties, Map<String, String> environment) throws BuildException {
        String repository = Optional.ofNullable(image).orElse("");
        repository = properties.getProperty("lapstrake.cache.image", repository);
        boolean pushes = pushes(properties.getProperty("lapstrake.cache.push", push), environment);
        Duration patience = Quantity.duration("wait", properties.getProperty("lapstrake.cache.wait", wait));
        long most = Quantity.size("limit", properties.getProperty("lapstrake.cache.limit", limit));
        Optional<CacheChoice.Remote> remote = repository.isEmpty()
                ? Optional.empty()
                : Optional.of(new CacheChoice.Remote(ImageReference.parse(repository, "image"), pushes, patience));
        return new CacheChoice(remote, most);
    }

    private static boolean pushes(String text, Map<String, String> environment) throws BuildException {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            case "ci" -> !environment.getOrDefault("CI", "false").equalsIgnoreCase("false");
            default ->
                throw new Problem(
                                "cache-push-unknown",
                                "<push> of <cache> is neither yes nor no.",
                                text,
                                "write <push>true</push>, <push>false</push>, or <push>ci</push> for builds where the"
                                        + " environment variable CI is set")
                        .exception();
        };
    }
}
