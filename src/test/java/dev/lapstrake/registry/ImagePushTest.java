package dev.lapstrake.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.FakeServer.Answered;
import dev.lapstrake.registry.server.EmbeddedRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagePushTest {
    @TempDir
    Path folder;

    private Layout local;
    private Layout remote;
    private EmbeddedRegistry registry;
    private ImageReference target;
    private final Registries registries = FastTime.registries();

    @BeforeEach
    void start() throws IOException, BuildException {
        local = Layout.at(folder.resolve("local"));
        remote = Layout.at(folder.resolve("remote"));
        registry = EmbeddedRegistry.start(remote);
        target = ImageReference.parse(registry.address() + "/team/app", "image");
    }

    @AfterEach
    void stop() throws IOException {
        registry.close();
    }

    @Test
    void pushWhenRegistryIsEmptyUploadsAll() throws IOException, BuildException {
        Descriptor index = SampleImages.index(local);

        PushedImage pushed = new ImagePush(registries, local).push(index, target, List.of("1.4", "latest"));

        assertThat(pushed.digest()).isEqualTo(index.digest());
        assertThat(pushed.blobsUploaded()).isEqualTo(6);
        assertThat(pushed.blobsSkipped()).isZero();
        assertThat(pushed.bytesUploaded()).isBetween(4000L, 4200L);
        assertThat(remote.find("team/app:1.4").map(Descriptor::digest)).contains(index.digest());
        assertThat(remote.find("team/app:latest").map(Descriptor::digest)).contains(index.digest());
    }

    @Test
    void pushWhenAnEarlierImageIsKnownAsksForNoBlob() throws IOException, BuildException {
        Descriptor first = SampleImages.image(local, Platform.LINUX_AMD64, 1000);
        Descriptor second = SampleImages.image(local, Platform.LINUX_AMD64, 2000);
        try (FaultProxy proxy = new FaultProxy(registry.address(), any -> Optional.empty())) {
            ImageReference slow = ImageReference.parse(proxy.address() + "/team/app", "image");
            new ImagePush(registries, local).push(first, target, List.of("1.0"));

            PushedImage pushed = new ImagePush(FastTime.registries(), local).push(second, slow, List.of("1.0"));

            assertThat(pushed.digest()).isEqualTo(second.digest());
            assertThat(proxy.seen).extracting(seen -> seen.method()).doesNotContain("HEAD");
            assertThat(proxy.connections).hasValue(1);
        }
    }

    @Test
    void pushWhenLayersAreThereSkipsThem() throws IOException, BuildException {
        ImagePush push = new ImagePush(registries, local);
        push.push(SampleImages.image(local, Platform.LINUX_AMD64, 1000), target, List.of("one"));

        PushedImage pushed = push.push(SampleImages.index(local), target, List.of("two"));

        assertThat(pushed.blobsSkipped()).isEqualTo(3);
        assertThat(pushed.blobsUploaded()).isEqualTo(3);
    }

    @Test
    void pushWhenTagIsUpToDateUploadsNothing() throws IOException, BuildException {
        Descriptor index = SampleImages.index(local);
        new ImagePush(registries, local).push(index, target, List.of("1.4"));

        PushedImage pushed = new ImagePush(registries, local).push(index, target, List.of("1.4"));

        assertThat(pushed).isEqualTo(new PushedImage(index.digest(), 0, 6, 0));
    }

    @Test
    void pushWhenLayerIsLargeStreamsIt() throws IOException, BuildException {
        Descriptor image = SampleImages.image(local, Platform.LINUX_AMD64, 9_000_000);

        new ImagePush(registries, local).push(image, target, List.of("large"));

        for (Descriptor blob : local.manifest(image).blobs()) {
            assertThat(Digest.of(remote.blob(blob.digest()))).isEqualTo(blob.digest());
        }
    }

    @Test
    void pushWhenNoTagIsGivenPushesByDigest() throws IOException, BuildException {
        Descriptor image = SampleImages.image(local, Platform.LINUX_AMD64, 10);

        new ImagePush(registries, local).push(image, target, List.of());

        assertThat(registries
                        .repository(target, Access.PULL)
                        .manifest(image.digest().toString()))
                .isPresent();
        assertThat(remote.index()).isEmpty();
    }

    @Test
    void pushWhenLayerIsMissingLocallyLeavesNoTag() throws IOException, BuildException {
        Descriptor image = SampleImages.image(local, Platform.LINUX_AMD64, 10);
        Files.delete(local.blob(local.manifest(image).layers().get(1).digest()));

        assertThatThrownBy(() -> new ImagePush(registries, local).push(image, target, List.of("half")))
                .isInstanceOf(IOException.class);

        assertThat(remote.index()).isEmpty();
    }

    @Test
    void pushWhenUploadLocationIsElsewhereKeepsItsQuery() throws IOException, BuildException {
        Descriptor image = SampleImages.image(local, Platform.LINUX_AMD64, 10);
        try (FakeServer server = new FakeServer(seen -> switch (seen.method()) {
            case "HEAD" -> Answered.of(404, "");
            case "POST" -> Answered.of(202, "", "Location", "/upload/here?state=a%2Fb");
            default -> Answered.of(201, "");
        })) {
            new ImagePush(registries, local)
                    .push(image, ImageReference.parse(server.address() + "/app", "image"), List.of("1"));

            Digest layer = local.manifest(image).layers().get(0).digest();
            assertThat(server.seen).anyMatch(seen -> seen.uri().equals("/upload/here?state=a%2Fb&digest=" + layer));
        }
    }

    @Test
    void pushWhenRegistryStoresOtherBytesSaysWrongDigest() throws IOException, BuildException {
        Descriptor image = SampleImages.image(local, Platform.LINUX_AMD64, 10);
        try (FakeServer server = new FakeServer(seen -> seen.method().equals("PUT")
                ? Answered.of(
                        201, "", "Docker-Content-Digest", Digest.of("other").toString())
                : Answered.of(200, ""))) {
            ImageReference other = ImageReference.parse(server.address() + "/app", "image");

            assertThatThrownBy(() -> new ImagePush(registries, local).push(image, other, List.of("1")))
                    .isInstanceOfSatisfying(
                            BuildException.class,
                            e -> assertThat(e.problem().id()).isEqualTo("registry-wrong-digest"));
        }
    }

    @Test
    void pushWhenRegistryStopsReadingGivesUp() throws IOException, BuildException {
        Registries impatient = new Registries(FastTime.access().with(Persistence.NONE));
        Descriptor layer = local.add(MediaType.LAYER_TAR, SampleImages.bytes(1, 30_000_000));
        Descriptor config = local.add(MediaType.CONFIG, "{}".getBytes(StandardCharsets.UTF_8));
        Descriptor image = local.add(
                MediaType.MANIFEST, Manifest.ofImage(config, List.of(layer)).bytes());
        try (StuckServer server = new StuckServer()) {
            ImageReference stuck = ImageReference.parse(server.address() + "/app", "image");

            assertThatThrownBy(() -> new ImagePush(impatient, local).push(image, stuck, List.of("1")))
                    .isInstanceOfSatisfying(
                            BuildException.class,
                            e -> assertThat(e.problem().id()).isEqualTo("registry-unreachable"));
        }
    }

    @Test
    void tagsWhenThereArePagesFollowsThem() throws IOException, BuildException {
        Descriptor image = SampleImages.image(local, Platform.LINUX_AMD64, 10);
        new ImagePush(registries, local).push(image, target, List.of("b", "a", "c"));

        assertThat(registries.repository(target, Access.PULL).tags()).containsExactly("a", "b", "c");
        try (FakeServer server = new FakeServer(seen -> seen.uri().contains("last=")
                ? Answered.of(200, "{\"tags\":[\"z\"]}")
                : Answered.of(200, "{\"tags\":[\"y\"]}", "Link", "</v2/app/tags/list?last=y>; rel=\"next\""))) {
            ImageReference paged = ImageReference.parse(server.address() + "/app", "image");
            assertThat(registries.repository(paged, Access.PULL).tags()).containsExactly("y", "z");
        }
    }

    @Test
    void digestOfWhenThereIsNoSuchTagIsEmpty() throws IOException, BuildException {
        assertThat(registries.repository(target, Access.PULL).digestOf("none")).isEqualTo(Optional.empty());
    }

    @Test
    void pushWhenFixedTagIsAnotherImagesFailsAndSaysBoth() throws IOException, BuildException {
        ImagePush push = new ImagePush(registries, local);
        Descriptor first = SampleImages.image(local, Platform.LINUX_AMD64, 1000);
        Descriptor second = SampleImages.image(local, Platform.LINUX_AMD64, 2000);
        push.push(first, target, List.of("1.0"));

        assertThatThrownBy(() -> push.push(second, target, TagChoice.fixed(List.of("1.0"))))
                .isInstanceOfSatisfying(
                        BuildException.class, e -> assertThat(e.problem().id()).isEqualTo("tag-taken"))
                .hasMessageContaining(first.digest().toString())
                .hasMessageContaining(second.digest().toString());
        assertThat(remote.find("team/app:1.0").map(Descriptor::digest)).contains(first.digest());
        assertThat(remote.has(second)).isFalse();
    }

    @Test
    void pushWhenOnlyOneOfTheTagsIsFixedMovesTheOther() throws IOException, BuildException {
        ImagePush push = new ImagePush(registries, local);
        Descriptor first = SampleImages.image(local, Platform.LINUX_AMD64, 1000);
        Descriptor second = SampleImages.image(local, Platform.LINUX_AMD64, 2000);
        push.push(first, target, List.of("1.4.1", "1.4"));

        push.push(second, target, new TagChoice(List.of("1.4.2", "1.4"), Set.of("1.4.2")));

        assertThat(remote.find("team/app:1.4.1").map(Descriptor::digest)).contains(first.digest());
        assertThat(remote.find("team/app:1.4").map(Descriptor::digest)).contains(second.digest());
    }

    @Test
    void pushWhenFixedTagIsTheImagesOwnSucceeds() throws IOException, BuildException {
        ImagePush push = new ImagePush(registries, local);
        Descriptor image = SampleImages.image(local, Platform.LINUX_AMD64, 1000);
        push.push(image, target, List.of("1.0"));

        assertThat(push.push(image, target, TagChoice.fixed(List.of("1.0"))).blobsUploaded())
                .isZero();
    }

    @Test
    void pushWhenLayoutLacksBlobsTakesThemFromTheOrigin() throws IOException, BuildException {
        Descriptor image = SampleImages.image(local, Platform.LINUX_AMD64, 1000);
        new ImagePush(registries, local).push(image, target, List.of("1.0"));
        Layout manifests = Layout.at(folder.resolve("manifests"));
        manifests.copy(image, local);
        ImageReference copy = ImageReference.parse(registry.address() + "/other/app", "image");

        new ImagePush(registries, manifests, Optional.of(target)).push(image, copy, List.of("1.0"));

        assertThat(remote.find("other/app:1.0").map(Descriptor::digest)).contains(image.digest());
    }
}
