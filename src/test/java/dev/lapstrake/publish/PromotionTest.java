package dev.lapstrake.publish;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Index;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.Access;
import dev.lapstrake.registry.FakeServer;
import dev.lapstrake.registry.FakeServer.Answered;
import dev.lapstrake.registry.ImagePush;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.registry.RegistryAccess;
import dev.lapstrake.registry.Repository;
import dev.lapstrake.registry.SampleImages;
import dev.lapstrake.registry.TagChoice;
import dev.lapstrake.registry.credentials.CredentialChain;
import dev.lapstrake.registry.server.EmbeddedRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromotionTest {
    @TempDir
    Path folder;

    private Layout local;
    private Layout first;
    private Layout second;
    private EmbeddedRegistry source;
    private EmbeddedRegistry other;
    private ImageReference from;
    private Descriptor index;
    private final Registries registries = new Registries(RegistryAccess.of(CredentialChain.NONE, Set.of()));

    @BeforeEach
    void start() throws Exception {
        local = Layout.at(folder.resolve("local"));
        first = Layout.at(folder.resolve("first"));
        second = Layout.at(folder.resolve("second"));
        source = EmbeddedRegistry.start(first);
        other = EmbeddedRegistry.start(second);
        index = SampleImages.index(local);
        from = ImageReference.parse(source.address() + "/app:1.4.2", "from");
        new ImagePush(registries, local).push(index, from, List.of("1.4.2"));
    }

    @AfterEach
    void stop() throws IOException {
        source.close();
        other.close();
    }

    @Test
    void runWithinTheRepositoryOnlyTags() throws Exception {
        Set<Digest> before = first.blobs().keySet();

        promote("stable,1.4", false);

        assertThat(digest(first, "app:stable")).contains(index.digest());
        assertThat(digest(first, "app:1.4")).contains(index.digest());
        assertThat(first.blobs().keySet()).isEqualTo(before);
    }

    @Test
    void runWithinTheRepositoryAsksForNoBlob() throws Exception {
        byte[] bytes = local.read(index.digest());
        try (FakeServer server = new FakeServer(seen -> switch (seen.method()) {
            case "GET" ->
                seen.uri().endsWith("/stable")
                        ? Answered.of(404, "")
                        : Answered.of(200, new String(bytes, StandardCharsets.UTF_8));
            default -> Answered.of(201, "");
        })) {
            from = ImageReference.parse(server.address() + "/app:1.4.2", "from");
            promote("stable", false);
            assertThat(server.seen)
                    .extracting(seen -> seen.method() + " " + seen.uri())
                    .containsSubsequence(
                            "GET /v2/app/manifests/1.4.2",
                            "GET /v2/app/manifests/stable",
                            "PUT /v2/app/manifests/stable")
                    .noneMatch(seen -> seen.contains("/blobs/"));
        }
    }

    @Test
    void runToAnotherRegistryCopiesEveryPlatform() throws Exception {
        promote(other.address() + "/team/app", false);

        assertThat(digest(second, "team/app:1.4.2")).contains(index.digest());
        for (Descriptor child : Index.parse(second.read(index.digest())).manifests()) {
            assertThat(second.manifest(child).blobs())
                    .allSatisfy(blob -> assertThat(second.has(blob)).isTrue());
        }
    }

    @Test
    void runWhenTheImageIsNamedByItsDigestIgnoresTheTag() throws Exception {
        Descriptor newer = SampleImages.image(local, SampleImages.ARM64, 50);
        new ImagePush(registries, local).push(newer, from, List.of("1.4.2"));
        from = from.withDigest(index.digest());

        promote(other.address() + "/app:stable", false);

        assertThat(digest(second, "app:stable")).contains(index.digest());
    }

    @Test
    void runWithReferrersTakesAlongWhatIsAboutTheImageAndItsParts() throws Exception {
        Descriptor child = Index.parse(local.read(index.digest())).manifests().get(0);
        Descriptor signature = attach(index);
        Descriptor parts = attach(child);
        Descriptor signatureOfParts = attach(parts);

        promote(other.address() + "/app", true);

        assertThat(referrers(other, index)).containsExactly(signature.digest().toString());
        assertThat(referrers(other, child)).containsExactly(parts.digest().toString());
        assertThat(referrers(other, parts))
                .containsExactly(signatureOfParts.digest().toString());
    }

    @Test
    void runWhenWhatIsAboutAnImageIsTheImageItselfComesToAnEnd() throws Exception {
        String image = new String(local.read(index.digest()), StandardCharsets.UTF_8);
        String circle = new String(
                Index.of(List.of(Descriptor.of(index.mediaType(), local.read(index.digest()))))
                        .bytes(),
                StandardCharsets.UTF_8);
        try (FakeServer server = new FakeServer(seen -> {
            if (seen.uri().contains("/manifests/sha256-")) {
                return Answered.of(200, circle);
            }
            return seen.uri().contains("/referrers/") ? Answered.of(404, "") : manifest(seen.uri(), image);
        })) {
            from = ImageReference.parse(server.address() + "/app:1.4.2", "from");
            new ImagePush(registries, local)
                    .push(index, ImageReference.parse(other.address() + "/app", "to"), List.of());
            promote(other.address() + "/app", true);
        }
        assertThat(digest(second, "app:1.4.2")).contains(index.digest());
    }

    private Answered manifest(String uri, String image) throws IOException {
        String selector = uri.replaceFirst(".*/manifests/", "");
        return selector.startsWith("sha256:") && !selector.equals(index.digest().toString())
                ? Answered.of(200, new String(local.read(Digest.parse(selector)), StandardCharsets.UTF_8))
                : Answered.of(200, image);
    }

    @Test
    void listWhenTheRegistryDoesNotKeepsAnIndexUnderATag() throws Exception {
        Map<String, String> manifests = new ConcurrentHashMap<>();
        try (FakeServer server = new FakeServer(seen -> {
            String name = seen.uri().replaceFirst(".*/manifests/", "");
            if (seen.method().equals("PUT")) {
                manifests.put(name, seen.body());
                return Answered.of(201, "");
            }
            return manifests.containsKey(name) ? Answered.of(200, manifests.get(name)) : Answered.of(404, "");
        })) {
            Repository repository =
                    registries.repository(ImageReference.parse(server.address() + "/app", "to"), Access.PUSH);
            JsonObject signature = descriptor("a");
            JsonObject parts = descriptor("b");

            repository.referrers().list(List.of(signature), index.digest());
            repository.referrers().list(List.of(signature, parts), index.digest());

            assertThat(repository.referrers().of(index.digest())).containsExactly(signature, parts);
            assertThat(manifests).containsOnlyKeys("sha256-" + index.digest().hex());
        }
    }

    @Test
    void runWhenTheImageIsMissingSaysSo() throws Exception {
        from = from.withTag("gone");
        assertProblem("promotion-source-missing", () -> promote("stable", false));
    }

    @Test
    void runWhenATagMustNotMoveCopiesNothing() throws Exception {
        Descriptor old = SampleImages.image(local, SampleImages.ARM64, 50);
        ImageReference there = ImageReference.parse(other.address() + "/app", "to");
        new ImagePush(registries, local).push(old, there, List.of("1.4.2"));

        assertProblem("tag-taken", () -> new Promotion(registries, from, Layout.at(folder.resolve("work")))
                .run(List.of(new PushTarget(there, TagChoice.fixed(List.of("1.4.2")))), false));

        assertThat(second.has(index)).isFalse();
    }

    @Test
    void parseReadsTagsAloneAsThoseOfTheRepositoryBeforeThem() throws Exception {
        assertThat(request("example.com/app:1.4.2", "stable", "example.org/copy:1.4", "1", "example.net/app")
                        .names())
                .extracting(ImageReference::toString)
                .containsExactly(
                        "example.com/app:stable",
                        "example.org/copy:1.4",
                        "example.org/copy:1",
                        "example.net/app:1.4.2");
    }

    @Test
    void parseWhenTheImageHasNoTagNamesTheCopyByItsDigest() throws Exception {
        PromotionRequest request = request("example.com/app@" + Digest.of("x"), "example.org/app");
        assertThat(request.to().values()).containsExactly(List.of());
    }

    @Test
    void parseWhenSomethingIsMissingSaysSo() {
        assertProblem("promotion-unclear", () -> PromotionRequest.parse(Optional.empty(), List.of("stable")));
        assertProblem("promotion-unclear", () -> request("example.com/app:1"));
        assertProblem("promotion-source-unclear", () -> request("example.com/app", "stable"));
        assertProblem("image-name-malformed", () -> request("example.com/app:1", "A B"));
        String pinned = "example.org/app:1@" + Digest.of("x");
        assertProblem("image-name-with-digest", () -> request("example.com/app:1", pinned));
    }

    private static PromotionRequest request(String from, String... to) throws BuildException {
        return PromotionRequest.parse(Optional.of(from), List.of(to));
    }

    private void promote(String to, boolean referrers) throws IOException, BuildException {
        PromotionRequest request = PromotionRequest.parse(Optional.of(from.toString()), List.of(to.split(",", -1)));
        List<PushTarget> targets = request.to().entrySet().stream()
                .map(entry -> new PushTarget(entry.getKey(), TagChoice.movable(entry.getValue())))
                .toList();
        new Promotion(registries, from, Layout.at(folder.resolve("work"))).run(targets, referrers);
    }

    /** Pushes an artifact that is about a manifest. */
    private Descriptor attach(Descriptor subject) throws IOException, BuildException {
        Descriptor empty = local.add(MediaType.EMPTY, "{}".getBytes(StandardCharsets.UTF_8));
        JsonObject manifest =
                Json.object(Manifest.ofImage(empty, List.of(empty)).bytes());
        manifest.addProperty("artifactType", "application/vnd.example.about");
        manifest.add(
                "subject",
                Descriptor.of(subject.mediaType(), local.read(subject.digest())).toJson());
        Descriptor artifact = local.add(MediaType.MANIFEST, Json.compact(manifest));
        new ImagePush(registries, local).push(artifact, from, TagChoice.NONE);
        return artifact;
    }

    private Collection<String> referrers(EmbeddedRegistry registry, Descriptor subject) throws Exception {
        ImageReference repository = ImageReference.parse(registry.address() + "/app", "to");
        return registries.repository(repository, Access.PULL).referrers().of(subject.digest()).stream()
                .map(referrer -> Json.text(referrer, "digest", ""))
                .toList();
    }

    private static JsonObject descriptor(String text) {
        return Descriptor.of(MediaType.MANIFEST, text.getBytes(StandardCharsets.UTF_8))
                .toJson();
    }

    private static Optional<Digest> digest(Layout layout, String tag) throws IOException {
        return layout.find(tag).map(Descriptor::digest);
    }
}
