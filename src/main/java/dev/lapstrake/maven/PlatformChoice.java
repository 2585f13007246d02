package dev.lapstrake.maven;

import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which platforms an image is for.
 *
 * @param jdks of each platform its own JDK, where the user names one
 */
record PlatformChoice(Map<Platform, Optional<JdkParameter>> jdks) {
    /**
     * @param written the content of {@code <platforms>}
     * @param only the content of {@code <platform>}: of those, the one that is wanted
     */
    static PlatformChoice of(List<PlatformParameter> written, @Nullable String only) throws BuildException {
        Map<Platform, Optional<JdkParameter>> all = new LinkedHashMap<>();
        for (PlatformParameter platform : written) {
            if (all.put(platform.platform(), platform.jdk()) != null) {
                throw twice(platform.name);
            }
        }
        if (only != null && !only.isBlank()) {
            Platform one = Platform.parse(only.strip());
            return new PlatformChoice(Map.of(one, all.getOrDefault(one, Optional.empty())));
        }
        return new PlatformChoice(all.isEmpty() ? Map.of(Platform.ofThisMachine(), Optional.empty()) : all);
    }

    private static BuildException twice(String name) {
        return new Problem(
                        "platform-twice",
                        "<platforms> name one platform twice.",
                        name,
                        "leave one of them out; the variant v8 of linux/arm64 need not be written")
                .exception();
    }

    Optional<JdkParameter> jdk(Platform platform) {
        return jdks.getOrDefault(platform, Optional.empty());
    }

    List<Platform> platforms() {
        return new ArrayList<>(jdks.keySet());
    }

    /** The platform of what is made once for all of them: this machine's if it is among them, or else the first. */
    Platform leading() {
        return platforms().stream()
                .filter(Platform.ofThisMachine()::equals)
                .findFirst()
                .orElse(platforms().get(0));
    }
}
