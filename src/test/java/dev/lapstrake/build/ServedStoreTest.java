package dev.lapstrake.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Index;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.registry.ImagePull;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.registry.RegistryAccess;
import dev.lapstrake.registry.SampleImages;
import dev.lapstrake.registry.credentials.CredentialChain;
import dev.lapstrake.registry.server.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedStoreTest {
    @TempDir
    Path folder;

    private Layout store;
    private Layout served;
    private ServedStore project;

    @BeforeEach
    void make() throws IOException {
        store = Layout.at(folder.resolve("target/image"));
        served = Layout.at(folder.resolve("served"));
        project = new ServedStore(
                new Workplace(folder, folder.resolve("target"), folder.resolve("cache"), false),
                new Registries(RegistryAccess.of(CredentialChain.NONE, Set.of())),
                served);
    }

    @Test
    void refreshServesEveryPlatformOfAnIndexUnderEachTag() throws Exception {
        Descriptor index = SampleImages.index(store);
        store.tag("1.0", index);
        build("example.com/team/app:1.0", "\"1.0\",\"1\"", 1);

        assertThat(project.refresh()).containsExactly("team/app:1.0", "team/app:1");

        try (EmbeddedRegistry registry = EmbeddedRegistry.start(served)) {
            Registries registries = new Registries(RegistryAccess.of(CredentialChain.NONE, Set.of()));
            ImagePull pull = new ImagePull(registries, Layout.at(folder.resolve("pulled")));
            for (Platform platform : List.of(Platform.LINUX_AMD64, SampleImages.ARM64)) {
                ImageReference name = ImageReference.parse(registry.address() + "/team/app:1", "image");
                Digest wanted = Index.parse(store.read(index.digest()))
                        .forPlatform(platform)
                        .orElseThrow()
                        .digest();
                assertThat(pull.pull(name, platform, "image").descriptor().digest())
                        .isEqualTo(wanted);
            }
        }
    }

    @Test
    void refreshServesWhatIsBuiltAnewAndOnlyThat() throws Exception {
        assertThat(project.refresh()).isEmpty();
        store.tag("1.0", SampleImages.image(store, Platform.LINUX_AMD64, 10));
        build("app:1.0", "\"1.0\"", 1);
        assertThat(project.refresh()).containsExactly("app:1.0");
        assertThat(project.refresh()).isEmpty();

        Descriptor newer = SampleImages.image(store, Platform.LINUX_AMD64, 20);
        store.replaceIndex(List.of(newer));
        build("app:1.0", "\"1.0\"", 2);

        assertThat(project.refresh()).containsExactly("app:1.0");
        assertThat(served.find("app:1.0").map(Descriptor::digest)).isEqualTo(Optional.of(newer.digest()));
    }

    @Test
    void refreshServesTheImageToDebugWithUnderItsTags() throws Exception {
        store.tag("1.0", SampleImages.image(store, Platform.LINUX_AMD64, 10));
        Descriptor debug = SampleImages.image(store, Platform.LINUX_AMD64, 20);
        store.tag("1.0-debug", debug);
        build("docker.io/me/app:1.0", "\"1.0\"", 1);

        assertThat(project.refresh()).containsExactly("me/app:1.0", "me/app:1.0-debug");
        assertThat(served.find("me/app:1.0-debug").map(Descriptor::digest)).contains(debug.digest());
    }

    private void build(String name, String tags, int time) throws IOException {
        Path report = folder.resolve("target/image.json");
        Files.writeString(report, "{\"name\":\"" + name + "\",\"tags\":[" + tags + "]}");
        Files.setLastModifiedTime(report, FileTime.fromMillis(time * 10_000L));
    }
}
