package dev.lapstrake.stage;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.cache.Findings;
import dev.lapstrake.disk.Scratch;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.Origin;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Layer;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.parallel.Patience;
import dev.lapstrake.registry.Access;
import dev.lapstrake.registry.Repository;
import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.Links;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Results of stages that other machines left in a registry, under tags made from their keys. What comes from there is
 * believed in nothing that can be checked: it has to have the key, the digests, and the form of a stage's result.
 */
public final class RemoteStages implements AutoCloseable {
    /** What a layer may unpack to: files of programs shrink to a tenth, a bomb to a thousandth. */
    private static final long ALWAYS_FINE = 1L << 30;

    private static final long MOST_TIMES = 200;

    private final StageCache cache;
    private final Path scratch;
    private final CacheLine line;
    private final Repository source;
    private final Repository target;
    private final Uploads uploads;

    /**
     * @param cache where results from the registry go, and where those that go there are
     * @param scratch where results are unpacked to be checked
     */
    public RemoteStages(RemoteCache remote, StageCache cache, Path scratch, BuildLog log) {
        this.cache = cache;
        this.scratch = scratch;
        this.line = new CacheLine(remote, log);
        this.source = remote.registries().repository(remote.repository(), Access.PULL);
        this.target = remote.registries().repository(remote.repository(), Access.PUSH);
        this.uploads = new Uploads(new Patience(remote.longest()));
    }

    /** Findings of this machine, and of those that share the registry. */
    Findings findings(Findings here) {
        return new SharedFindings(here, new RemoteFindings(source, target, cache, line, uploads));
    }

    /** True if the registry says that it has a result for the key. */
    public boolean has(CacheKey key) throws InterruptedIOException {
        return line.ask(Access.PULL, key.toString(), moved -> source.digestOf(StageCache.tag(key)))
                .isPresent();
    }

    /** The result of a key, which is in the local cache then; empty if the registry has none, or a wrong one. */
    public Optional<StageResult> fetch(Stage stage, CacheKey key) throws IOException {
        Optional<StageArtifact> artifact = artifact(stage.name(), key);
        if (artifact.isEmpty() || !pull(stage.name(), artifact.get().layer())) {
            return Optional.empty();
        }
        Optional<String> fault = stage.accepts(artifact.get().facts())
                ? fault(artifact.get().layer())
                : Optional.of("It lacks what such a stage says of its files.");
        if (fault.isPresent()) {
            line.wrong(stage.name(), fault.get());
            return Optional.empty();
        }
        cache.keep(artifact.get());
        return Optional.of(artifact.get().result(stage.name(), Origin.REGISTRY));
    }

    private Optional<StageArtifact> artifact(String stage, CacheKey key) throws IOException {
        Optional<Content> content = line.ask(Access.PULL, stage, moved -> source.manifest(StageCache.tag(key))
                .map(found -> found.content()));
        if (content.isEmpty()) {
            return Optional.empty();
        }
        Optional<StageArtifact> artifact = parse(content.get().bytes(), key);
        if (artifact.isEmpty()) {
            line.wrong(stage, "It is not the result of the key whose tag it has.");
        }
        return artifact;
    }

    private static Optional<StageArtifact> parse(byte[] manifest, CacheKey key) {
        try {
            return StageArtifact.of(Manifest.parse(manifest), key);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private boolean pull(String stage, Layer layer) throws IOException {
        Layout layout = cache.layout();
        return layout.hasIntact(layer.blob())
                || line.ask(Access.PULL, stage, moved -> {
                            source.blobs().pull(layer.blob(), layout, moved);
                            return Optional.of(layer);
                        })
                        .isPresent();
    }

    /** What is wrong with a layer; empty if it is a tree, and the one that it says it is. */
    private Optional<String> fault(Layer layer) throws IOException {
        if (!cache.layout().has(layer.blob())) {
            return Optional.of("It has not the size that it says.");
        }
        try (Scratch folder = Scratch.in(scratch)) {
            long most = ALWAYS_FINE + MOST_TIMES * layer.blob().size();
            return layer.unpack(cache.layout(), folder.path().resolve("tar"), most).entries().entrySet().stream()
                    .filter(entry -> Links.climbs(entry.getKey(), entry.getValue()))
                    .findFirst()
                    .map(entry -> "It has a link that leaves it: '" + entry.getKey() + "'.");
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return Optional.of("It can't be unpacked: " + e.getMessage() + ".");
        }
    }

    /** Lets a result go to the registry while the build goes on, if this build is to leave any there. */
    public void push(StageResult result) {
        if (line.isOpen(Access.PUSH)) {
            uploads.add(result.layer().blob().size(), () -> upload(result));
        }
    }

    private void upload(StageResult result) throws InterruptedIOException {
        line.ask(Access.PUSH, result.name(), moved -> {
            Descriptor manifest = cache.manifest(StageArtifact.of(result));
            target.blobs().push(cache.emptyConfig(), cache.layout(), moved);
            target.blobs().push(result.layer().blob(), cache.layout(), moved);
            Content content = Content.of(cache.layout().read(manifest.digest()));
            target.put(StageCache.tag(result.key()), manifest, content);
            return Optional.of(result);
        });
    }

    /** Waits until what goes to the registry is there, as long as that may take. */
    @Override
    public void close() throws InterruptedIOException {
        if (!uploads.finish()) {
            line.giveUp();
        }
    }
}
