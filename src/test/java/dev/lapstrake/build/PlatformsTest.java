package dev.lapstrake.build;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import dev.lapstrake.lock.LockUpdate;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.ForwardedLog;
import dev.lapstrake.log.Step;
import dev.lapstrake.oci.Compression;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.ImageFormat;
import dev.lapstrake.oci.Index;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layer;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.stage.PlannedStage;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformsTest {
    private static final Platform ARM = new Platform("linux", "arm64", "v8");

    @TempDir
    Path folder;

    private BuildFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new BuildFixture(folder);
        List<Descriptor> images = new ArrayList<>();
        for (Platform platform : List.of(Platform.LINUX_AMD64, ARM)) {
            images.add(base(platform).on(platform));
        }
        Layout remote = fixture.remote;
        remote.tag("base:both", remote.add(MediaType.INDEX, Index.of(images).bytes()));
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
    }

    private Descriptor base(Platform platform) throws Exception {
        Tree tree = Tree.EMPTY.with(TreePath.of("base"), Entry.file(platform.toString()));
        Layer layer = Layer.write(tree.withParents(), fixture.remote);
        String config = """
                {"architecture":"%s","variant":"%s","os":"linux","rootfs":{"type":"layers","diff_ids":["%s"]}}""".formatted(platform.architecture(), platform.variant(), layer.diffId());
        Descriptor blob = fixture.remote.add(MediaType.CONFIG, config.getBytes(StandardCharsets.UTF_8));
        Manifest manifest = Manifest.ofImage(blob, List.of(layer.blob()));
        return fixture.remote.add(MediaType.MANIFEST, manifest.bytes());
    }

    private BuildRequest request(ManifestChoice manifests) throws Exception {
        BuildRequest request = fixture.request(
                fixture.java(),
                StageChoice.NONE,
                BuildFixture.launch(List.of()),
                BuildFixture.on(Platform.LINUX_AMD64, fixture.base("base:both")),
                BuildFixture.on(ARM, fixture.base("base:both")));
        return new BuildRequest(request.name(), request.platforms(), manifests);
    }

    private Layout store() throws Exception {
        return Layout.at(fixture.workplace.store());
    }

    private Index index() throws Exception {
        return Index.parse(store().read(store().index().get(0).digest()));
    }

    @Test
    void runForSeveralPlatformsKeepsAnIndexOverThem() throws Exception {
        BuildResult result = fixture.build(request(ManifestChoice.STANDARD));
        Descriptor whole = store().find("1.0").orElseThrow();
        assertThat(whole.mediaType()).isEqualTo(MediaType.INDEX);
        assertThat(whole.digest()).isEqualTo(result.digest());
        assertThat(index().manifests()).extracting(Descriptor::platform).containsExactly(Platform.LINUX_AMD64, ARM);
        List<Manifest> manifests = new ArrayList<>();
        for (Descriptor image : index().manifests()) {
            manifests.add(store().manifest(image));
            assertThat(store().manifest(image).blobs()).allMatch(blob -> store(blob.digest()));
        }
        List<Descriptor> one = manifests.get(0).layers();
        List<Descriptor> other = manifests.get(1).layers();
        assertThat(one.get(0)).isNotEqualTo(other.get(0));
        assertThat(one.subList(1, one.size())).isEqualTo(other.subList(1, other.size()));
    }

    private boolean store(Digest digest) {
        return Files.exists(fixture.workplace.store().resolve("blobs/sha256").resolve(digest.hex()));
    }

    @Test
    void runWhenSomethingIsWrongSaysForWhichPlatform() throws Exception {
        BuildRequest request = fixture.request(
                fixture.java(),
                StageChoice.NONE,
                BuildFixture.launch(List.of()),
                BuildFixture.on(Platform.LINUX_AMD64, fixture.base("base:both")),
                BuildFixture.on(ARM, fixture.base("base:gone")));
        LockBuild lock = new LockBuild(fixture.workplace, fixture.registries, fixture.log);
        assertThat(assertProblem("base-image-missing", () -> fixture.build(request))
                        .what())
                .startsWith("linux/arm64/v8: ");
        assertThat(assertProblem("base-image-missing", () -> lock.run(request, LockUpdate.NONE))
                        .what())
                .startsWith("linux/arm64/v8: ");
    }

    @Test
    void runForSeveralPlatformsTellsOfEach() throws Exception {
        List<Step> steps = Collections.synchronizedList(new ArrayList<>());
        fixture.log = new ForwardedLog(BuildLog.SILENT) {
            @Override
            public void step(Step step) {
                steps.add(step);
            }
        };
        fixture.build(request(ManifestChoice.STANDARD));
        assertThat(steps.stream().filter(step -> step.name().equals("application")))
                .extracting(Step::detail)
                .containsExactlyInAnyOrder("linux/amd64, a.Main", "linux/arm64/v8, a.Main");
        JsonObject report = Json.object(Files.readAllBytes(folder.resolve("target/image.json")));
        assertThat(Json.objects(report, "platforms").map(image -> Json.text(image, "platform", "")))
                .containsExactly("linux/amd64", "linux/arm64/v8");
        assertThat(Json.objects(report, "layers").map(layer -> Json.text(layer, "name", "")))
                .containsExactly("base", "dependencies", "launch", "classes", "base");
    }

    @Test
    void runAgainForSeveralPlatformsMakesNothing() throws Exception {
        BuildResult first = fixture.build(request(ManifestChoice.STANDARD));
        BuildRequest again = request(ManifestChoice.STANDARD);
        List<PlannedStage> plan = new BuildPlan(fixture.workplace, fixture.registries, fixture.log).of(again);
        assertThat(plan).extracting(PlannedStage::name).contains("image linux/amd64", "image linux/arm64/v8");
        assertThat(plan)
                .filteredOn(stage -> stage.name().startsWith("image"))
                .extracting(PlannedStage::source)
                .containsOnly(PlannedStage.Source.CACHE);
        assertThat(fixture.build(again).digest()).isEqualTo(first.digest());
    }

    @Test
    void runWithADebugImageKeepsAnIndexOfThoseToo() throws Exception {
        fixture.build(request(ManifestChoice.STANDARD));
        PlatformImage image = new PlatformImage(
                ARM,
                index().manifests().get(1),
                new Contents(List.of(), new TreeMap<>(), Optional.empty()),
                Optional.of(new DebugImage.Made(index().manifests().get(1), List.of(), false)));
        FinishedImage finished = new Finish(store(), folder, ManifestChoice.STANDARD).of(List.of(image, image));
        assertThat(finished.named(fixture.name("app:1.0"))).containsOnlyKeys("1.0", "1.0-debug");
        assertThat(finished.debug().orElseThrow().whole().mediaType()).isEqualTo(MediaType.INDEX);
    }

    @Test
    void runAnnotatesManifestsAndIndex() throws Exception {
        Map<String, String> wanted = Map.of("org.opencontainers.image.title", "App", "org.example.none", "");
        fixture.build(request(new ManifestChoice(ImageFormat.OCI, Compression.GZIP, new TreeMap<>(wanted))));
        String base = fixture.registry.address() + "/base:both";
        assertThat(index().annotations())
                .containsOnly(
                        Map.entry("org.opencontainers.image.title", "App"),
                        Map.entry("org.opencontainers.image.base.name", base));
        for (Descriptor image : index().manifests()) {
            assertThat(store().manifest(image).annotations())
                    .containsEntry("org.opencontainers.image.title", "App")
                    .containsEntry("org.opencontainers.image.base.name", base)
                    .containsEntry(
                            "org.opencontainers.image.base.digest",
                            base(Objects.requireNonNull(image.platform()))
                                    .digest()
                                    .toString())
                    .hasSize(3);
        }
    }

    @Test
    void runWhenAnAnnotationThatIsFoundIsEmptyLeavesItOut() throws Exception {
        Map<String, String> none =
                Map.of("org.opencontainers.image.base.name", "", "org.opencontainers.image.base.digest", "");
        fixture.build(request(new ManifestChoice(ImageFormat.OCI, Compression.GZIP, new TreeMap<>(none))));
        assertThat(index().annotations()).isEmpty();
        assertThat(store().manifest(index().manifests().get(0)).annotations()).isEmpty();
    }

    @Test
    void runInDockersFormatWritesAManifestList() throws Exception {
        fixture.build(
                request(new ManifestChoice(ImageFormat.DOCKER, Compression.GZIP, new TreeMap<>(Map.of("a.b", "c")))));
        Index list = index();
        assertThat(list.mediaType()).isEqualTo(MediaType.DOCKER_LIST);
        assertThat(list.annotations()).isEmpty();
        assertThat(list.manifests()).extracting(Descriptor::mediaType).containsOnly(MediaType.DOCKER_MANIFEST);
        Manifest manifest = store().manifest(list.manifests().get(0));
        assertThat(manifest.config().mediaType()).isEqualTo(MediaType.DOCKER_CONFIG);
        assertThat(manifest.layers()).extracting(Descriptor::mediaType).containsOnly(MediaType.DOCKER_LAYER);
        assertThat(manifest.annotations()).isEmpty();
    }

    @Test
    void runWithZstdCompressesAllLayersButTheBases() throws Exception {
        fixture.build(request(new ManifestChoice(ImageFormat.OCI, Compression.ZSTD, new TreeMap<>())));
        for (Descriptor image : index().manifests()) {
            Descriptor base = base(Objects.requireNonNull(image.platform()));
            List<Descriptor> layers = store().manifest(image).layers();
            assertThat(layers.get(0))
                    .isEqualTo(fixture.remote.manifest(base).layers().get(0));
            assertThat(layers.subList(1, layers.size()))
                    .isNotEmpty()
                    .extracting(Descriptor::mediaType)
                    .containsOnly(MediaType.LAYER_ZSTD);
        }
    }

    @Test
    void runWithZstdInDockersFormatSaysThatItCannotBe() {
        assertThatThrownBy(() -> fixture.build(
                        request(new ManifestChoice(ImageFormat.DOCKER, Compression.ZSTD, new TreeMap<>()))))
                .isInstanceOfSatisfying(
                        BuildException.class, e -> assertThat(e.problem().id()).isEqualTo("compression-impossible"));
    }

    @Test
    void runForOnePlatformKeepsItsManifestAlone() throws Exception {
        BuildRequest both = request(ManifestChoice.STANDARD);
        fixture.build(new BuildRequest(both.name(), both.platforms().subList(1, 2), both.manifests()));
        assertThat(store().index().get(0).mediaType()).isEqualTo(MediaType.MANIFEST);
        assertThat(Stream.of(folder.resolve("target/image").toFile().list())).contains("index.json");
    }

    @Test
    void guideToDebuggingKnowsTheRuntimeOfAPlatformWhereTheyDiffer() throws Exception {
        fixture.build(request(ManifestChoice.STANDARD));
        List<String> without = new ImageDebug(fixture.workplace).guide().lines();
        Path file = folder.resolve("target/image.json");
        JsonObject report = Json.object(Files.readAllBytes(file));
        Json.objects(report, "platforms").forEach(platform -> platform.addProperty("java", "17.0.15"));
        Files.write(file, Json.readable(report));
        assertThat(new ImageDebug(fixture.workplace).guide().lines()).hasSizeGreaterThan(without.size());
    }

    @Test
    void pushWhenABuildWasKilledBeforeItWroteWhatItMadeSaysToBuildAgain() throws Exception {
        fixture.build(request(ManifestChoice.STANDARD));
        Files.delete(folder.resolve("target/image.json"));
        ImagePublish publish = new ImagePublish(fixture.workplace, fixture.registries, fixture.log);
        assertProblem("nothing-built", () -> publish.run(List.of()));
    }
}
