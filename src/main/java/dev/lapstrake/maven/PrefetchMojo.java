package dev.lapstrake.maven;

import dev.lapstrake.build.ImagePrefetch;
import dev.lapstrake.build.Target;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Begins to fetch the indexes and packages of Debian that the image's root will take, and lets Maven go on: they come while the
 * project is compiled and tested. What can't be fetched is not told here; {@code build} does it again, and says so. It
 * fetches nothing where nothing is new, and nothing with {@code -o}.
 */
@Mojo(name = "prefetch", defaultPhase = LifecyclePhase.INITIALIZE, threadSafe = true)
public final class PrefetchMojo extends RootMojo {
    @Override
    void run(BuildLog log) throws BuildException {
        List<Target> targets = new ArrayList<>();
        for (Platform platform : platforms().platforms()) {
            targets.add(new Target(platform, foundation(), debian()));
        }
        new ImagePrefetch(workplace(), registries(log)).start(targets);
    }
}
