package dev.lapstrake.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.log.RecordedLog;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.FakeServer.Answered;
import dev.lapstrake.registry.credentials.CredentialChain;
import dev.lapstrake.registry.server.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry, and a mirror in front of it. */
class MirrorsTest {
    @TempDir
    Path folder;

    private final RecordedLog log = new RecordedLog();
    private Layout local;
    private Layout remote;
    private EmbeddedRegistry registry;
    private FaultProxy upstream;
    private Descriptor image;

    @BeforeEach
    void start() throws IOException {
        local = Layout.at(folder.resolve("local"));
        remote = Layout.at(folder.resolve("remote"));
        registry = EmbeddedRegistry.start(remote);
        upstream = new FaultProxy(registry.address(), request -> Optional.empty());
        image = SampleImages.image(remote, Platform.LINUX_AMD64, 1000);
        remote.tag("team/base:1", image);
    }

    @AfterEach
    void stop() throws IOException {
        upstream.close();
        registry.close();
    }

    private Registries registries(String... mirrors) {
        RegistryAccess access = RegistryAccess.of(new CredentialChain(List.of(), log), Set.of())
                .withMirrors(Map.of(upstream.address(), List.of(mirrors)));
        return new Registries(access, new FastTime());
    }

    private ImageReference name() throws BuildException {
        return ImageReference.parse(upstream.address() + "/team/base:1", "base");
    }

    private void pull(String... mirrors) throws IOException, BuildException {
        PulledImage pulled = new ImagePull(registries(mirrors), local).pull(name(), Platform.LINUX_AMD64, "base");

        assertThat(pulled.descriptor().digest()).isEqualTo(image.digest());
        for (Descriptor blob : pulled.manifest().blobs()) {
            assertThat(local.read(blob.digest())).isEqualTo(remote.read(blob.digest()));
        }
    }

    @Test
    void pullWhenMirrorServesLeavesTheRegistryAlone() throws IOException, BuildException {
        remote.tag("hub/team/base:1", image);

        pull(registry.address() + "/hub");

        assertThat(upstream.seen).isEmpty();
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void pullWhenMirrorDoesNotKnowAsksTheRegistry() throws IOException, BuildException {
        pull(registry.address() + "/none");

        assertThat(upstream.seen).isNotEmpty();
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void pullWhenMirrorFailsSaysSoOnceAndAsksTheNext() throws IOException, BuildException {
        for (Answered failure :
                List.of(Answered.of(401, ""), Answered.of(400, ""), Answered.of(200, "<html>"), Answered.of(501, ""))) {
            log.warnings().clear();
            try (FakeServer mirror = new FakeServer(seen -> failure)) {
                pull(mirror.address() + "/hub", registry.address());

                assertThat(log.warnings())
                        .singleElement()
                        .asString()
                        .startsWith("The mirror " + mirror.address() + "/hub/team/base is passed over. ");
                assertThat(upstream.seen).isEmpty();
            }
            local = Layout.at(folder.resolve("local" + failure.status()));
        }
    }

    @Test
    void pullWhenMirrorLacksABlobTakesTheOthersFromIt() throws IOException, BuildException {
        Layout partial = Layout.at(folder.resolve("partial"));
        List<Descriptor> blobs = remote.manifest(image).blobs();
        for (Descriptor blob : blobs.subList(1, blobs.size())) {
            partial.copy(blob, remote);
        }
        partial.copy(image, remote);
        partial.tag("team/base:1", image);
        try (EmbeddedRegistry mirror = EmbeddedRegistry.start(partial)) {
            pull(mirror.address());
        }
        String lacking = "/blobs/" + blobs.get(0).digest();
        assertThat(upstream.seen)
                .isNotEmpty()
                .allMatch(seen -> !seen.uri().contains("sha256:") || seen.uri().endsWith(lacking));
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void pullWhenMirrorIsDownOrBusyAsksTheRegistry() throws IOException, BuildException {
        FakeServer closed = new FakeServer(seen -> Answered.of(200, ""));
        closed.close();
        try (FakeServer busy = new FakeServer(seen -> Answered.of(503, ""))) {
            pull(closed.address(), busy.address());
        }
        assertThat(log.warnings())
                .filteredOn(line -> line.contains("passed over"))
                .hasSize(2);
    }

    @Test
    void pullWhenMirrorHasWrongBytesAsksTheRegistry() throws IOException, BuildException {
        try (FaultProxy wrong = new FaultProxy(
                registry.address(),
                request -> request.uri().contains("/blobs/") ? Optional.of(Fault.WRONG_BYTES) : Optional.empty())) {
            pull(wrong.address());
        }
        assertThat(log.warnings())
                .filteredOn(line -> line.contains("passed over"))
                .hasSize(1);
    }

    @Test
    void pushNeverGoesToAMirror() throws IOException, BuildException {
        try (FakeServer mirror = new FakeServer(seen -> Answered.of(201, ""))) {
            Descriptor other = SampleImages.image(local, SampleImages.ARM64, 1000);

            new ImagePush(registries(mirror.address()), local).push(other, name(), List.of("2"));

            assertThat(mirror.seen).isEmpty();
        }
    }
}
