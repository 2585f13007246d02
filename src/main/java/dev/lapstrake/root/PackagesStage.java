package dev.lapstrake.root;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.apt.ArchiveRequest;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.stage.StageInputs;
import dev.lapstrake.stage.StageOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks Debian packages with the libraries that they need, and without the rest of a root. What scanners read comes
 * along, for whoever copies everything.
 */
public final class PackagesStage implements Stage {
    private static final int VERSION = 1;

    private final String name;
    private final RootRequest request;
    private final BuildLog log;
    private @Nullable ChosenPackages chosen;

    /**
     * @param name what the user calls the stage
     * @param packages by name; each is kept whole, as {@code <packages>} of a root are
     */
    public PackagesStage(String name, ArchiveRequest archive, Collection<String> packages, BuildLog log) {
        this.name = name;
        this.request = RootRequest.packagesAlone(archive, packages);
        this.log = log;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public CacheKey key(StageInputs inputs) throws IOException, BuildException {
        return chosen().key("packages", VERSION);
    }

    private synchronized ChosenPackages chosen() throws IOException, BuildException {
        if (chosen == null) {
            chosen = ChosenPackages.of(request, log);
        }
        return chosen;
    }

    @Override
    public StageOutput run(StageInputs inputs, Path scratch) throws IOException, BuildException {
        RootTree.Result packages = chosen().select(scratch);
        return StageOutput.of(
                packages.kept()
                        .overlay(StatusRecords.of(packages.contributors(), packages.kept()))
                        .withParents(),
                chosen().facts(packages.contributors()));
    }
}
