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

/**
 * Unpacks Debian packages with the libraries that they need, and without the rest of a root. What scanners read comes
 * along, for whoever copies everything.
 */
public final class PackagesStage implements Stage {
    private static final int VERSION = 1;

    private final String name;
    private final Choosing packages;

    /**
     * @param name what the user calls the stage
     * @param packages by name; each is kept whole, as {@code <packages>} of a root are
     */
    public PackagesStage(String name, ArchiveRequest archive, Collection<String> packages, BuildLog log) {
        this.name = name;
        RootRequest request = RootRequest.packagesAlone(archive, packages);
        this.packages = new Choosing(() -> ChosenPackages.of(request, log));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public CacheKey key(StageInputs inputs) throws IOException, BuildException {
        return packages.chosen().key("packages", VERSION);
    }

    @Override
    public StageOutput run(StageInputs inputs, Path scratch) throws IOException, BuildException {
        RootTree.Result taken = packages.chosen().select(scratch);
        return StageOutput.of(
                taken.kept()
                        .overlay(StatusRecords.of(taken.contributors(), taken.kept()))
                        .withParents(),
                packages.chosen().facts(taken.contributors()));
    }
}
