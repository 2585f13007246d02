package dev.lapstrake.build;

import dev.lapstrake.app.Application;
import dev.lapstrake.app.Packing;
import dev.lapstrake.app.StableJars;
import dev.lapstrake.assemble.Assembler;
import dev.lapstrake.cache.CacheLimit;
import dev.lapstrake.cache.CacheMark;
import dev.lapstrake.cache.Findings;
import dev.lapstrake.declared.DeclaredStages;
import dev.lapstrake.files.FileDigests;
import dev.lapstrake.files.FolderFiles;
import dev.lapstrake.image.ImageFinder;
import dev.lapstrake.lock.LockUse;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.Origin;
import dev.lapstrake.log.Span;
import dev.lapstrake.oci.DamagedBlobException;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.ImagePull;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.stage.KeyHistory;
import dev.lapstrake.stage.RemoteCache;
import dev.lapstrake.stage.RemoteStages;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.stage.StageCache;
import dev.lapstrake.stage.StageMemory;
import dev.lapstrake.stage.StagePlanner;
import dev.lapstrake.stage.StageResult;
import dev.lapstrake.stage.StageRunner;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What builds work with: places on disk, the cache here and in a registry, images of others, what is known of files, a lock,
 * and a log.
 *
 * @param made is told of layers of images that were not in the cache here, on whichever thread they are made
 */
record Workshop(
        Workplace workplace,
        ImagePull pull,
        StageMemory memory,
        FileDigests digests,
        LockUse lock,
        Consumer<Descriptor> made,
        BuildLog log)
        implements Closeable {
    /** Each is found alone, and costs what is done anew; a disk with more is past mending. */
    private static final int MOST_DAMAGED = 10;

    static Workshop at(Workplace workplace, Registries registries, BuildLog log) throws IOException, BuildException {
        return unlocked(workplace, registries, log).with(workplace.lock().use(workplace.project()));
    }

    /** A workshop without a lock. */
    static Workshop unlocked(Workplace workplace, Registries registries, BuildLog log) throws IOException {
        new CacheMark(workplace.cache()).make();
        StageCache cache = new StageCache(Layout.ofCache(workplace.layout()));
        Optional<RemoteStages> remote = workplace
                .keeping()
                .remote()
                .filter(any -> !workplace.offline())
                .map(choice -> new RemoteCache(registries, choice.repository(), choice.push(), choice.patience()))
                .map(there -> new RemoteStages(there, cache, workplace.scratch(), log));
        StageMemory memory = new StageMemory(cache, remote, new KeyHistory(workplace.history()));
        return new Workshop(
                workplace,
                new ImagePull(registries, cache.layout()),
                memory,
                FileDigests.at(workplace.fileDigests()),
                LockUse.none(),
                layer -> {},
                log);
    }

    /** The layout with the results of stages, and the images made from them. */
    Layout cache() {
        return memory.cache().layout();
    }

    /** What reads folders, each file only when it has changed. */
    FolderFiles folderFiles() {
        return new FolderFiles(workplace.fileIndexes(), log);
    }

    /** What searches in jars and JDKs came to. */
    Findings findings() {
        return memory.findings(workplace.references());
    }

    /** Plans of roots that other machines made, if there is a cache where they leave them. */
    Optional<Findings> plans() {
        return memory.remote().isPresent() ? Optional.of(memory.findings(workplace.heardPlans())) : Optional.empty();
    }

    /** What the JDK in a folder links from. */
    Digest identity(Path home) throws IOException, BuildException {
        return workplace.machine().identity(home, folderFiles(), log);
    }

    KeyHistory history() {
        return memory.history();
    }

    List<StageResult> run(Collection<? extends Stage> stages) throws IOException, BuildException {
        return run(stages, Set.of());
    }

    /**
     * Runs stages.
     *
     * @param layers those of them whose layers are to be in an image
     */
    List<StageResult> run(Collection<? extends Stage> stages, Set<String> layers) throws IOException, BuildException {
        return new StageRunner(memory, workplace.scratch(), log).run(stages, result -> {
            if (layers.contains(result.name()) && result.origin() != Origin.CACHE) {
                made.accept(result.layer().blob());
            }
        });
    }

    StagePlanner planner() {
        return new StagePlanner(memory);
    }

    /** What lays applications into images, and knows those that it made before. */
    Assembler assembler() {
        return new Assembler(cache(), workplace.assembly(), made, log);
    }

    /** The same for one platform of a build: where there are several, each has its own history, and its own ledger. */
    Workshop of(PlatformRequest platform, BuildRequest build) {
        if (!build.isForSeveral()) {
            return this;
        }
        String folder = platform.platform().toString().replace('/', '-');
        KeyHistory own = new KeyHistory(workplace.history().resolve(folder));
        return new Workshop(
                workplace,
                pull,
                new StageMemory(memory.cache(), memory.remote(), own),
                digests,
                lock.anew(),
                made,
                new PlatformLog(log, platform.platform()));
    }

    /** The same with a lock that counts otherwise. */
    Workshop with(LockUse other) {
        return new Workshop(workplace, pull, memory, digests, other, made, log);
    }

    /** The same, with another who listens. */
    Workshop telling(BuildLog other) {
        return new Workshop(workplace, pull, memory, digests, lock, made, other);
    }

    /** The same, with someone who is told of each layer of an image that is made. */
    Workshop handing(Consumer<Descriptor> other) {
        return new Workshop(workplace, pull, memory, digests, lock, other, log);
    }

    /** The same, with no network and nobody who listens. */
    Workshop offline() {
        StageMemory here = new StageMemory(memory.cache(), Optional.empty(), memory.history());
        return new Workshop(workplace.offline(true), pull, here, digests, lock, layer -> {}, BuildLog.SILENT);
    }

    /** The application that an image is to run, if it is a Java application. */
    Optional<Application> application(PlatformRequest request) throws IOException, BuildException {
        return request.application() instanceof ApplicationChoice.Java java
                ? Optional.of(read(java, packing(request, java)))
                : Optional.empty();
    }

    private Application read(ApplicationChoice.Java java, Packing packing) throws IOException, BuildException {
        try (Span span = log.span("build", "read the application")) {
            Application application = Application.of(
                    java.source(), packing, java.layers(), new StableJars(workplace.jars(), digests), log);
            span.with("main class", application.mainClass());
            return application;
        }
    }

    private Packing packing(PlatformRequest request, ApplicationChoice.Java java) throws IOException, BuildException {
        return java.startup().isTrained()
                ? java.startup().packing(new RuntimeMaker(this, request.target(), java.runtime()).release())
                : Packing.FOLDERS;
    }

    /** The stages that the user declares, their names understood. */
    DeclaredStages declared(StageChoice choice, Platform platform, DebianChoice debian) throws BuildException {
        ImageFinder finder = new ImageFinder(
                pull, cache(), new ImageFinder.Pins(lock, log), workplace.project(), workplace.offline());
        return DeclaredStages.of(choice.stages(), choice.copies(), new DeclaredMaker(this, finder, platform, debian));
    }

    /** Work that uses the cache. */
    interface Task<R> {
        R run() throws IOException, BuildException;
    }

    /** What the cache has damaged is noticed where it is used; it is dropped then, and the work begins anew. */
    <R> R mending(Task<R> task) throws IOException, BuildException {
        for (int damaged = 0; damaged < MOST_DAMAGED; damaged++) {
            try {
                return task.run();
            } catch (DamagedBlobException e) {
                log.warn("The cache has a damaged part, which is made again: " + e.getMessage());
                cache().delete(e.digest());
            }
        }
        return task.run();
    }

    /** Waits until what goes to the cache in the registry is there, and keeps the one here from growing for ever. */
    @Override
    public void close() throws IOException {
        if (memory.remote().isPresent()) {
            memory.remote().get().close();
        }
        try (Span span = log.span("build", "remember files")) {
            digests.close();
            span.with("hashed", digests.read());
        }
        keepWithinLimit();
    }

    /** A cache that can't be pruned is no reason to fail a build that is done. */
    private void keepWithinLimit() {
        try {
            new CacheLimit(workplace.cache(), workplace.keeping().limit())
                    .keep(Instant.now())
                    .filter(pruned -> pruned.entries() > 0)
                    .ifPresent(
                            pruned -> log.detail("The cache was too large; it lost " + pruned.entries() + " entries."));
        } catch (IOException e) {
            log.detail("The cache could not be pruned: " + e);
        }
    }
}
