package dev.lapstrake.maven;

import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@code <platform>}, as the POM has it: its name, or inside of it {@code <name>} and {@code <jdk>}. */
public final class PlatformParameter {
    /** What the image runs on, such as {@code linux/arm64}. */
    String name = "";

    /** The JDK whose modules the runtime for this platform is linked of; by default the {@code <jdk>} for all. */
    @Nullable
    JdkParameter jdk;

    /** Takes what is written where there is no other element inside: Maven looks for a method of this name. */
    public void set(String written) {
        name = written;
    }

    static PlatformParameter of(String name) {
        PlatformParameter platform = new PlatformParameter();
        platform.set(name);
        return platform;
    }

    Platform platform() throws BuildException {
        return Platform.parse(name.strip());
    }

    Optional<JdkParameter> jdk() {
        return Optional.ofNullable(jdk);
    }
}
