package dev.lapstrake.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lapstrake.Damage;
import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.log.Origin;
import dev.lapstrake.log.RecordedLog;
import dev.lapstrake.oci.BlobWriter;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Layer;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.FakeServer;
import dev.lapstrake.registry.server.EmbeddedRegistry;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two machines, each with a cache of its own, and one registry. */
class RemoteStagesTest {
    private static final Duration LONG = SharedMachines.LONG;
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String REPOSITORY = SharedMachines.REPOSITORY;

    @TempDir
    Path folder;

    private final AtomicInteger runs = new AtomicInteger();
    private final Stage lower = new CountedStage("lower", "a", List.of(), runs);
    private final Stage upper = new CountedStage("upper", "b", List.of(lower), runs);
    private final RecordedLog log = new RecordedLog();
    private Layout remote;
    private EmbeddedRegistry registry;

    @BeforeEach
    void start() throws Exception {
        remote = Layout.at(folder.resolve("remote"));
        registry = EmbeddedRegistry.start(remote);
    }

    @AfterEach
    void stop() throws Exception {
        registry.close();
    }

    @Test
    void runWhenAnotherMachineMadeEverythingMakesNothing() throws Exception {
        StageResult made = run("one");
        StageResult fetched = run("two");
        assertThat(runs).hasValue(2);
        assertThat(made.origin()).isEqualTo(Origin.BUILT);
        assertThat(fetched.origin()).isEqualTo(Origin.REGISTRY);
        assertThat(fetched.layer()).isEqualTo(made.layer());
        assertThat(fetched.fact("input")).isEqualTo("b");
        assertThat(run("two").origin()).isEqualTo(Origin.CACHE);
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void runWhenNothingIsToBePushedPushesNothing() throws Exception {
        run("one", registry.address(), false, LONG);
        assertThat(remote.index()).isEmpty();
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void hasTellsWhatTheRegistryHas() throws Exception {
        StageResult made = run("one");
        try (RemoteStages stages = stages("two", registry.address(), false, LONG)) {
            assertThat(stages.has(made.key())).isTrue();
            assertThat(stages.has(CacheKey.of("other", 1))).isFalse();
        }
    }

    @Test
    void runWhenTheTagIsOfAnothersResultMakesItsOwn() throws Exception {
        StageResult made = run("one");
        CacheKey lowerKey = CacheKey.of("counted", 1).with("text", "a");
        remote.tag(REPOSITORY + ":" + StageCache.tag(made.key()), tagged(lowerKey));
        assertRefused(made, "not the result of the key");
    }

    @Test
    void runWhenTheTagIsOfAnImageMakesItsOwn() throws Exception {
        StageResult made = run("one");
        Manifest image = Manifest.ofImage(remote.add(MediaType.CONFIG, new byte[] {'{', '}'}), List.of());
        remote.tag(REPOSITORY + ":" + StageCache.tag(made.key()), remote.add(MediaType.MANIFEST, image.bytes()));
        assertRefused(made, "not the result of the key");
    }

    @Test
    void runWhenTheLayerIsNotWhatItsDiffIdSaysMakesItsOwn() throws Exception {
        StageResult made = run("one");
        Layer lie = new Layer(made.layer().blob(), Digest.of("another"));
        forge(made, lie);
        assertRefused(made, "can't be unpacked");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1000})
    void runWhenTheLayerHasAnotherSizeMakesItsOwn(long size) throws Exception {
        StageResult made = run("one");
        Descriptor blob = made.layer().blob();
        Descriptor lie = new Descriptor(blob.mediaType(), blob.digest(), size);
        forge(made, new Layer(lie, made.layer().diffId()));
        assertRefused(made, "is not used");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "/etc/evil", "a/../../evil"})
    void runWhenAPathClimbsOutMakesItsOwn(String path) throws Exception {
        StageResult made = run("one");
        forge(made, layer(new TarArchiveEntry(path, TarConstants.LF_NORMAL, true)));
        assertRefused(made, "can't be unpacked");
    }

    @Test
    void runWhenTheArchiveIsNoneMakesItsOwn() throws Exception {
        StageResult made = run("one");
        byte[] garbage = new byte[2000];
        java.util.Arrays.fill(garbage, (byte) 'x');
        forge(made, layer(garbage));
        assertRefused(made, "can't be unpacked");
    }

    @Test
    void runWhenALinkClimbsOutMakesItsOwn() throws Exception {
        StageResult made = run("one");
        Entry link = new Entry.Link(Attributes.FILE.withMode(0777), "../../etc");
        forge(made, Layer.write(Tree.EMPTY.with(TreePath.of("bin/link"), link), remote));
        assertRefused(made, "a link that leaves it");
    }

    @Test
    void runWhenTheRegistrysDiskIsDamagedMakesThatResultAlone() throws Exception {
        StageResult made = run("one");
        Damage.ONE_BYTE.to(remote.blob(made.layer().blob().digest()));
        assertRefused(made, "other content");
        assertThat(runs).as("lower is taken all the same").hasValue(3);
    }

    @Test
    void runWhenTheRegistryIsDownMakesEverythingWithOneWarning() throws Exception {
        String address;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = "127.0.0.1:" + free.getLocalPort();
        }
        assertThat(run("one", address, true, LONG).origin()).isEqualTo(Origin.BUILT);
        assertThat(runs).hasValue(2);
        assertThat(log.warnings()).hasSize(1).allMatch(text -> text.contains(address + "/" + REPOSITORY));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void runWhenTheRegistryIsSlowMakesEverythingWithOneWarning(boolean silent) throws Exception {
        try (SlowServer slow = new SlowServer(silent)) {
            long start = System.nanoTime();
            run("one", slow.address(), true, SHORT);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG);
        }
        assertThat(runs).hasValue(2);
        assertThat(log.warnings()).hasSize(1).allMatch(text -> text.contains("too slow"));
    }

    @Test
    void runWhenTheRegistryTakesNothingWarnsOnceAndStillReads() throws Exception {
        FakeServer.Script refusing = seen ->
                seen.method().equals("POST") ? FakeServer.Answered.of(403, "") : FakeServer.Answered.of(404, "");
        try (FakeServer server = new FakeServer(refusing)) {
            run("one", server.address(), true, LONG);
            assertThat(server.seen)
                    .filteredOn(seen -> seen.method().equals("POST"))
                    .hasSize(1);
            assertThat(server.seen)
                    .filteredOn(seen -> seen.method().equals("GET"))
                    .hasSize(2);
        }
        assertThat(log.warnings()).hasSize(1).allMatch(text -> text.contains("gets nothing"));
    }

    @Test
    void runWhenTheFactsAreNotTheStagesMakesItsOwn() throws Exception {
        StageResult made = run("one");
        try (RemoteStages stages = stages("two", registry.address(), false, LONG)) {
            assertThat(stages.fetch(particular(), made.key())).isEmpty();
        }
        assertThat(log.warnings()).hasSize(1).allMatch(text -> text.contains("lacks what such a stage says"));
    }

    /** The upper stage, if it took no facts but others. */
    private Stage particular() {
        return new Stage() {
            @Override
            public String name() {
                return upper.name();
            }

            @Override
            public boolean accepts(Map<String, String> facts) {
                return facts.containsKey("another");
            }

            @Override
            public CacheKey key(StageInputs inputs) throws IOException, BuildException {
                return upper.key(inputs);
            }

            @Override
            public StageOutput run(StageInputs inputs, Path scratch) throws IOException, BuildException {
                return upper.run(inputs, scratch);
            }
        };
    }

    @Test
    void fetchWhenTheBuildIsInterruptedEndsAtOnce() throws Exception {
        try (SlowServer slow = new SlowServer(true)) {
            RemoteStages stages = stages("one", slow.address(), false, LONG);
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(InterruptedIOException.class)
                    .isThrownBy(() -> stages.fetch(lower, CacheKey.of("kind", 1)));
            assertThat(Thread.interrupted()).isTrue();
            stages.close();
        }
        assertThat(log.warnings()).isEmpty();
    }

    /** A machine with an empty cache makes the upper stage itself, rightly, and says why. */
    private void assertRefused(StageResult made, String why) throws Exception {
        int before = runs.get();
        StageResult again = run("cold", registry.address(), false, LONG);
        assertThat(again.origin()).isEqualTo(Origin.BUILT);
        assertThat(again.layer()).isEqualTo(made.layer());
        assertThat(runs).hasValue(before + 1);
        assertThat(log.warnings()).hasSize(1).allMatch(text -> text.contains("'upper'") && text.contains(why));
    }

    private Descriptor tagged(CacheKey key) throws IOException {
        return remote.find(REPOSITORY + ":" + StageCache.tag(key)).orElseThrow();
    }

    /** Puts another layer under the tag of a result, as someone could who may write to the registry. */
    private void forge(StageResult made, Layer layer) throws IOException {
        StageArtifact artifact = new StageArtifact("upper", made.key(), layer, new TreeMap<>());
        Manifest manifest = artifact.manifest(remote.add(MediaType.EMPTY, new byte[] {'{', '}'}));
        remote.tag(REPOSITORY + ":" + StageCache.tag(made.key()), remote.add(MediaType.MANIFEST, manifest.bytes()));
    }

    private Layer layer(TarArchiveEntry entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
        }
        return layer(bytes.toByteArray());
    }

    private Layer layer(byte[] tar) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(tar);
        }
        try (BlobWriter blob = remote.newBlob()) {
            blob.write(bytes.toByteArray(), 0, bytes.size());
            return new Layer(blob.commit(MediaType.LAYER_GZIP), Digest.of(tar));
        }
    }

    private StageResult run(String machine) throws Exception {
        return run(machine, registry.address(), true, LONG);
    }

    private StageResult run(String machine, String address, boolean push, Duration wait) throws Exception {
        try (RemoteStages stages = stages(machine, address, push, wait)) {
            KeyHistory history = new KeyHistory(folder.resolve(machine + "-history"));
            return new StageRunner(
                            new StageMemory(cache(machine), Optional.of(stages), history),
                            folder.resolve("scratch"),
                            log)
                    .run(List.of(upper))
                    .get(0);
        }
    }

    private RemoteStages stages(String machine, String address, boolean push, Duration wait) throws Exception {
        return new SharedMachines(folder, log).stages(machine, address, push, wait);
    }

    private StageCache cache(String machine) throws IOException {
        return new SharedMachines(folder, log).cache(machine);
    }
}
