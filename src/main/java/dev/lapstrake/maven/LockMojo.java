package dev.lapstrake.maven;

import dev.lapstrake.build.LockBuild;
import dev.lapstrake.lock.LockFile;
import dev.lapstrake.lock.LockUpdate;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.problem.BuildException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Writes {@code lapstrake.lock} beside the POM: what the image takes from elsewhere, so that every later build, on every
 * machine, takes the same. Commit it. Run the goal behind the compile phase, as in {@code mvn package lapstrake:lock}; of
 * a lock that is there, it keeps all versions but those that {@code -Dlapstrake.lock.update} names.
 */
@Mojo(name = "lock", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
public final class LockMojo extends ApplicationMojo {
    /**
     * What to raise to the newest: names of packages, of source packages or of images, with commas between, or {@code
     * all}.
     */
    @Parameter(property = "lapstrake.lock.update")
    private String update = "";

    @Override
    void run(BuildLog log) throws BuildException {
        LockBuild lock = new LockBuild(workplace(), registries(log), log);
        unlessLibrary(() -> lock.run(request(name()), LockUpdate.of(update))).ifPresent(this::tell);
    }

    private void tell(LockBuild.Result result) {
        result.changes().lines().forEach(getLog()::info);
        long packages = result.lock().suites().stream()
                .mapToLong(suite -> suite.packages().size())
                .sum();
        getLog().info((result.changes().isNone() ? "Nothing changed in " : "Wrote ") + LockFile.NAME + ", " + packages
                + " packages");
    }
}
