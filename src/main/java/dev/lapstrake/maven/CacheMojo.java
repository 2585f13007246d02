package dev.lapstrake.maven;

import dev.lapstrake.build.DiskProblem;
import dev.lapstrake.cache.CacheContents;
import dev.lapstrake.cache.CacheMark;
import dev.lapstrake.cache.CachePrune;
import dev.lapstrake.problem.BuildException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Shows what the cache holds, and how large it is. With {@code -Dlapstrake.cache.prune} it drops what was not of use for
 * the longest time; nothing is lost by that but the time to make or fetch it again.
 */
@Mojo(name = "cache", requiresProject = false, aggregator = true, threadSafe = true)
public final class CacheMojo extends AbstractMojo {
    private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

    /** Folder that builds share. By default {@code lapstrake} in the user's cache folder. */
    @Parameter(property = "lapstrake.cache")
    @Nullable
    File cacheDirectory;

    /** Drops what is too old, or too much. */
    @Parameter(property = "lapstrake.cache.prune", defaultValue = "false")
    boolean prune;

    /** Drops what was not used for so long: {@code 30d}, {@code 12h}. By default age alone is no reason. */
    @Parameter(property = "lapstrake.cache.olderThan")
    @Nullable
    String olderThan;

    /** Drops the oldest until no more than this is left: {@code 10GB}, {@code 500MB}. */
    @Parameter(property = "lapstrake.cache.limit", defaultValue = "10GB")
    String limit = "10GB";

    @Override
    public void execute() throws MojoExecutionException {
        Path cache = Optional.ofNullable(cacheDirectory).map(File::toPath).orElseGet(CacheFolder::standard);
        try {
            CachePrune.Limits limits = limits();
            if (prune) {
                prune(cache, limits);
            }
            new CacheTable(CacheContents.of(cache), Instant.now()).lines().forEach(getLog()::info);
            getLog().info("In " + cache);
        } catch (BuildException e) {
            throw Failure.of(e);
        } catch (IOException e) {
            throw Failure.of(DiskProblem.of(e).exception(e));
        }
    }

    private CachePrune.Limits limits() throws BuildException {
        Duration age = olderThan == null ? FOR_EVER : Quantity.duration("lapstrake.cache.olderThan", olderThan);
        return new CachePrune.Limits(age, Quantity.size("lapstrake.cache.limit", limit));
    }

    private void prune(Path cache, CachePrune.Limits limits) throws IOException {
        if (!new CacheMark(cache).isThere()) {
            getLog().warn("Nothing is pruned in a folder that had other files in it before it became the cache: name an"
                    + " empty one, or delete the folder");
            return;
        }
        CachePrune.Pruned pruned = new CachePrune(cache, Instant.now()).run(limits);
        getLog().info("Dropped " + CacheTable.entries(pruned.entries()) + ", " + MavenLog.size(pruned.bytes()));
    }
}
