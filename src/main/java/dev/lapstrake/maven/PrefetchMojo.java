package dev.lapstrake.maven;

import dev.lapstrake.build.ImagePrefetch;
import dev.lapstrake.build.Target;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.publish.PushTarget;
import dev.lapstrake.registry.Registries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Begins with what does not wait for the project to be compiled, and lets Maven go on: fetches the indexes and packages of
 * Debian that the image's root will take, looks at the JDK that links, and connects to the registries that the image is pushed
 * to. What goes wrong is not told here; {@code build} does it again, and says so. It fetches nothing where nothing is new, and
 * nothing with {@code -o}.
 */
@Mojo(name = "prefetch", defaultPhase = LifecyclePhase.INITIALIZE, threadSafe = true)
public final class PrefetchMojo extends ApplicationMojo {
    /** Says that {@code build} will push, so that a connection is there by then: TLS takes a while to begin. */
    @Parameter(property = "lapstrake.push", defaultValue = "false")
    private boolean push;

    @Override
    void run(BuildLog log) throws BuildException {
        Registries registries = registries(log);
        if (push) {
            registries.greet(PushTarget.repositories(naming().targets()));
        }
        PlatformChoice platforms = platforms();
        List<ImagePrefetch.Known> images = new ArrayList<>();
        for (Platform platform : platforms.platforms()) {
            Target target = new Target(platform, foundation(), debian());
            images.add(new ImagePrefetch.Known(
                    target, isWithoutJava() ? Optional.empty() : Optional.of(runtime(platforms.jdk(platform)))));
        }
        new ImagePrefetch(workplace(), registries).start(images);
    }
}
