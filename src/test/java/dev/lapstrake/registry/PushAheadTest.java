package dev.lapstrake.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.credentials.CredentialChain;
import dev.lapstrake.registry.server.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Layers that are at the registry before there is an image of them. */
class PushAheadTest {
    private static final int LARGE = 1 << 20;

    @TempDir
    Path folder;

    private final Registries registries = FastTime.registries();
    private Layout local;
    private EmbeddedRegistry registry;
    private FaultProxy proxy;

    /** What goes wrong with each upload while layers are sent ahead. */
    private Optional<Fault> fault = Optional.empty();

    @BeforeEach
    void start() throws IOException {
        local = Layout.at(folder.resolve("local"));
        registry = EmbeddedRegistry.start(Layout.at(folder.resolve("remote")));
        proxy = new FaultProxy(registry.address(), request -> request.isUpload() ? fault : Optional.empty());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        registry.close();
    }

    private ImageReference name(String repository) throws BuildException {
        return ImageReference.parse(proxy.address() + "/" + repository, "image");
    }

    private Descriptor image(int layerSize) throws IOException {
        return SampleImages.image(local, Platform.LINUX_AMD64, layerSize);
    }

    /** Sends the layers of an image ahead, to their end. */
    private void sendAhead(Descriptor image, String... repositories) throws IOException, BuildException {
        List<ImageReference> targets = new ArrayList<>();
        for (String repository : repositories) {
            targets.add(name(repository));
        }
        try (PushAhead ahead = new PushAhead(registries, local, targets)) {
            local.manifest(image).layers().forEach(ahead::add);
            ahead.finish();
        }
    }

    private PushedImage push(Descriptor image, String repository) throws IOException, BuildException {
        return new ImagePush(registries, local).push(image, name(repository), List.of("1"));
    }

    @Test
    void pushCountsWhatWasSentAheadAndSendsItNoMore() throws IOException, BuildException {
        Descriptor image = image(LARGE);
        sendAhead(image, "app");
        assertThat(proxy.seen("PUT", "/blobs/")).isEqualTo(2);
        proxy.seen.clear();

        PushedImage pushed = push(image, "app");

        assertThat(proxy.seen("PUT", "/blobs/")).as("the configuration").isEqualTo(1);
        assertThat(proxy.seen("HEAD", "/blobs/")).as("the configuration").isEqualTo(1);
        assertThat(pushed.blobsUploaded()).isEqualTo(3);
        assertThat(pushed.bytesUploaded()).isGreaterThan(2 * LARGE);
    }

    @Test
    void pushOfASecondImageDoesNotCountThemAgain() throws IOException, BuildException {
        Descriptor image = image(LARGE);
        sendAhead(image, "app");
        push(image, "app");

        PushedImage second = new ImagePush(registries, local).push(image, name("app"), TagChoice.movable(List.of("2")));

        assertThat(second.blobsUploaded()).isZero();
        assertThat(second.bytesUploaded()).isZero();
    }

    @Test
    void addWhenTheRegistryHasTheLayerNeitherSendsNorCountsIt() throws IOException, BuildException {
        Descriptor image = image(LARGE);
        new ImagePush(FastTime.registries(), local).push(image, name("app"), List.of("before"));
        proxy.seen.clear();

        sendAhead(image, "app");

        assertThat(proxy.seen("PUT", "/blobs/")).isZero();
        assertThat(push(image, "app").bytesUploaded()).as("the configuration").isLessThan(LARGE);
    }

    @Test
    void addLeavesSmallLayersToThePush() throws IOException, BuildException {
        sendAhead(image(1000), "app");

        assertThat(proxy.seen).isEmpty();
    }

    @Test
    void addWithoutARepositoryDoesNothing() throws IOException, BuildException {
        sendAhead(image(LARGE));

        assertThat(proxy.seen).isEmpty();
    }

    @Test
    void finishWhenTheRegistryFailsSaysNothingAndLeavesItToThePush() throws IOException, BuildException {
        Descriptor image = image(LARGE);
        fault = Optional.of(Fault.UNAVAILABLE);
        sendAhead(image, "app");
        assertThat(proxy.seen("POST", "/blobs/uploads/")).as("each tried once").isEqualTo(2);
        fault = Optional.empty();

        PushedImage pushed = push(image, "app");

        assertThat(pushed.blobsUploaded()).isEqualTo(3);
        assertThat(registries.repository(name("app"), Access.PULL).tags()).containsExactly("1");
    }

    @Test
    @Timeout(20)
    void closeStopsWhatIsUnderWay() throws IOException, BuildException {
        Registries patient = new Registries(RegistryAccess.of(CredentialChain.NONE, Set.of()));
        fault = Optional.of(Fault.STALL_BEFORE_ANSWER);
        try (PushAhead ahead = new PushAhead(patient, local, List.of(name("app")))) {
            local.manifest(image(LARGE)).layers().forEach(ahead::add);
        }
        fault = Optional.empty();

        assertThat(push(image(LARGE), "app").blobsUploaded()).isEqualTo(3);
    }
}
