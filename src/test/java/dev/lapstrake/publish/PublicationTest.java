package dev.lapstrake.publish;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.registry.FakeServer;
import dev.lapstrake.registry.FakeServer.Answered;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.registry.RegistryAccess;
import dev.lapstrake.registry.SampleImages;
import dev.lapstrake.registry.TagChoice;
import dev.lapstrake.registry.credentials.CredentialChain;
import dev.lapstrake.registry.server.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationTest {
    @TempDir
    Path folder;

    private Layout local;
    private Layout remote;
    private EmbeddedRegistry registry;
    private final Registries registries = new Registries(RegistryAccess.of(CredentialChain.NONE, Set.of()));

    @BeforeEach
    void start() throws IOException {
        local = Layout.at(folder.resolve("local"));
        remote = Layout.at(folder.resolve("remote"));
        registry = EmbeddedRegistry.start(remote);
    }

    @AfterEach
    void stop() throws IOException {
        registry.close();
    }

    @Test
    void pushWhenThereAreSeveralPlacesTagsAllOfThem() throws Exception {
        Descriptor index = SampleImages.index(local);

        List<Published> published = push(index, target("one", "1.0", "1"), target("two", "edge"));

        assertThat(published).extracting(each -> each.image().digest()).containsOnly(index.digest());
        for (String tag : List.of("one:1.0", "one:1", "two:edge")) {
            assertThat(tagged(tag)).as(tag).contains(index.digest());
        }
        assertThat(push(index, target("one", "1.0"), target("two", "edge")))
                .allSatisfy(each -> assertThat(each.image().blobsUploaded()).isZero());
    }

    @Test
    void pushWhenAPlaceRefusesAnImageTagsNothingAnywhere() throws Exception {
        Descriptor image = SampleImages.image(local, Platform.LINUX_AMD64, 100);
        try (FakeServer full = new FakeServer(seen -> isQuestion(seen) ? Answered.of(404, "") : Answered.of(400, ""))) {
            PushTarget other = target(full.address() + "/app", TagChoice.movable(List.of("1.0")));

            Problem problem = assertProblem("registry-refused", () -> push(image, target("one", "1.0"), other));

            assertThat(problem.text()).contains(full.address(), "No tag was set in any of the <targets>");
            assertThat(tagged("one:1.0")).isEmpty();
        }
    }

    @Test
    void pushWhenAPlaceRefusesATagSaysWhichAreSet() throws Exception {
        Descriptor image = SampleImages.image(local, Platform.LINUX_AMD64, 100);
        try (FakeServer server = new FakeServer(seen -> seen.uri().endsWith("/manifests/1.0")
                ? Answered.of(isQuestion(seen) ? 404 : 400, "")
                : Answered.of(200, ""))) {
            PushTarget other = target(server.address() + "/app", TagChoice.movable(List.of("1.0")));

            Problem problem = assertProblem("registry-refused", () -> push(image, target("one", "1.0"), other));

            assertThat(problem.what()).contains("Set already: " + registry.address() + "/one:1.0.");
        }
    }

    @Test
    void unguardedWhenATagMustNotMoveInOnePlaceIsNone() throws Exception {
        ImageReference one = ImageReference.parse("registry.example.com/one", "image");
        PushTarget movable = new PushTarget(one, TagChoice.movable(List.of("latest")));
        PushTarget fixed = new PushTarget(
                ImageReference.parse("registry.example.com/two", "image"),
                new TagChoice(List.of("1.0"), Set.of("1.0")));

        assertThat(PushTarget.unguarded(List.of(movable))).containsExactly(one);
        assertThat(PushTarget.unguarded(List.of(movable, fixed))).isEmpty();
    }

    @Test
    void pushWhenATagMustNotMoveInOnePlaceSendsNothingToAny() throws Exception {
        Descriptor first = SampleImages.image(local, Platform.LINUX_AMD64, 100);
        Descriptor second = SampleImages.image(local, Platform.LINUX_AMD64, 200);
        push(first, target("two", "1.0"));

        assertProblem(
                "tag-taken",
                () -> push(
                        second,
                        target("one", "1.0"),
                        target(registry.address() + "/two", TagChoice.fixed(List.of("1.0")))));

        assertThat(remote.has(second)).isFalse();
        assertThat(tagged("two:1.0")).contains(first.digest());
    }

    private static boolean isQuestion(FakeServer.Seen seen) {
        return seen.method().equals("HEAD") || seen.method().equals("GET");
    }

    private List<Published> push(Descriptor image, PushTarget... targets) throws IOException, BuildException {
        return new Publication(registries, new Publication.Source(local, Optional.empty()), BuildLog.SILENT)
                .push(image, List.of(targets));
    }

    private PushTarget target(String repository, String... tags) throws BuildException {
        return target(registry.address() + "/" + repository, TagChoice.movable(List.of(tags)));
    }

    private static PushTarget target(String repository, TagChoice tags) throws BuildException {
        return new PushTarget(ImageReference.parse(repository, "target"), tags);
    }

    private Optional<Digest> tagged(String tag) throws IOException {
        return remote.find(tag).map(Descriptor::digest);
    }
}
