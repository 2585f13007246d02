package dev.lapstrake.image;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.lock.Ledger;
import dev.lapstrake.lock.Lock;
import dev.lapstrake.lock.LockUpdate;
import dev.lapstrake.lock.LockUse;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Index;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.ImagePull;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.registry.RegistryAccess;
import dev.lapstrake.registry.credentials.CredentialChain;
import dev.lapstrake.registry.server.EmbeddedRegistry;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ImageFinderTest {
    private static final Platform ARM = new Platform("linux", "arm64", "v8");

    @TempDir
    Path folder;

    private Layout cache;
    private Layout layout;

    @BeforeEach
    void open() throws IOException {
        cache = Layout.at(folder.resolve("cache"));
        layout = Layout.at(folder.resolve("layout"));
    }

    private SourceImage find(String name, Platform platform, boolean offline) throws IOException, BuildException {
        return finder(ImageFinder.Pins.none(), offline).find(name, platform);
    }

    private ImageFinder finder(ImageFinder.Pins pins, boolean offline) {
        Registries registries = new Registries(RegistryAccess.of(CredentialChain.NONE, Set.of()));
        return new ImageFinder(new ImagePull(registries, cache), cache, pins, folder, offline);
    }

    private ImageFinder finder(LockUse lock) {
        return finder(new ImageFinder.Pins(lock, BuildLog.SILENT), true);
    }

    private SourceImage find(String name) throws IOException, BuildException {
        return find(name, Platform.LINUX_AMD64, true);
    }

    private String who(SourceImage image) throws IOException, BuildException {
        Path scratch = Files.createTempDirectory(folder, "scratch");
        Tree tree = new ImageFiles(image, scratch).some(Set.of(TreePath.of("who")));
        Entry.File file = (Entry.File) tree.get(TreePath.of("who")).orElseThrow();
        return new String(file.content().bytes(), StandardCharsets.UTF_8);
    }

    private static ImageBuilder image(Platform platform, String who) throws IOException {
        byte[] tar = ImageBuilder.tar("base 1");
        return new ImageBuilder(platform)
                .layer(tar, ImageBuilder.compressed(tar, "gz"))
                .layer("who " + who);
    }

    private static ImageBuilder amd() throws IOException {
        return image(Platform.LINUX_AMD64, "amd");
    }

    @Test
    void findWhenAnImageOnDiskIsAnotherThanTheLockedSaysSo() throws Exception {
        layout.tag("one", amd().into(layout));
        String name = "oci:layout:one";
        Ledger ledger = new Ledger();
        finder(new LockUse(Optional.empty(), LockUse.Mode.MADE, LockUpdate.NONE, ledger))
                .find(name, Platform.LINUX_AMD64);
        Lock lock = ledger.toLock(Platform.LINUX_AMD64.toString(), Instant.EPOCH);
        LockUse required = new LockUse(Optional.of(lock), LockUse.Mode.REQUIRED, LockUpdate.NONE, new Ledger());
        assertThat(who(finder(required).find(name, Platform.LINUX_AMD64))).isEqualTo("amd");
        layout.tag("one", image(Platform.LINUX_AMD64, "another").into(layout));
        assertProblem("lock-image-differs", () -> finder(required).find(name, Platform.LINUX_AMD64));
        assertProblem("lock-incomplete", () -> finder(required).find("oci:layout", Platform.LINUX_AMD64));
    }

    @Test
    void findInALayoutTakesTheTagAndThePlatform() throws Exception {
        Descriptor amd = amd().into(layout);
        Descriptor arm = image(ARM, "arm").into(layout);
        layout.tag("one", amd);
        assertThat(who(find("oci:layout"))).isEqualTo("amd");
        layout.tag(
                "both", layout.add(MediaType.INDEX, Index.of(List.of(amd, arm)).bytes()));
        assertThat(who(find("oci:layout:one"))).isEqualTo("amd");
        assertThat(who(find("oci:layout:both", ARM, true))).isEqualTo("arm");
        assertThat(find("oci:layout:both").identity()).isEqualTo(amd.digest());
        assertThat(assertProblem("image-source-missing", () -> find("oci:layout:one", ARM, true))
                        .what())
                .contains("linux/arm64");
        assertThat(assertProblem("image-source-missing", () -> find("oci:layout:two"))
                        .what())
                .contains("one, both");
    }

    @Test
    void findInALayoutWhenImagesHaveNoTagTakesTheOnlyOneForThePlatform() throws Exception {
        layout.replaceIndex(List.of(amd().into(layout), image(ARM, "arm").into(layout)));
        assertThat(who(find("oci:layout", ARM, true))).isEqualTo("arm");
    }

    @Test
    void findInALayoutLooksAtNoOtherBlob() throws Exception {
        layout.tag("one", amd().into(layout));
        Files.createDirectory(layout.folder().resolve("blobs/sha256/broken"));
        Files.createSymbolicLink(layout.folder().resolve("blobs/sha256/dangling"), Path.of("nowhere"));
        assertThat(who(find("oci:layout"))).isEqualTo("amd");
    }

    @Test
    void findInAnArchiveOfALayoutWorksAsInTheFolder() throws Exception {
        layout.tag("one", amd().into(layout));
        ImageBuilder.archive(layout.folder(), folder.resolve("image.tar"));
        assertThat(who(find("oci-archive:image.tar:one"))).isEqualTo("amd");
    }

    @Test
    void findInADockerArchiveOfEitherFormTakesTheName() throws Exception {
        amd().dockerArchive(folder.resolve("old.tar"), "team/app:latest");
        amd().newDockerArchive(folder.resolve("new.tar"), folder.resolve("new"), "team/app:latest");
        for (String name : List.of("old.tar", "new.tar", "new.tar:team/app", "old.tar:team/app:latest")) {
            assertThat(who(find("docker-archive:" + name))).isEqualTo("amd");
        }
        assertThat(find("docker-archive:old.tar").identity())
                .isEqualTo(find("docker-archive:new.tar").identity());
        assertThat(assertProblem("image-source-missing", () -> find("docker-archive:old.tar:other"))
                        .what())
                .contains("team/app:latest");
        assertProblem("image-source-missing", () -> find("docker-archive:old.tar", ARM, true));
    }

    @Test
    void findInADockerArchiveWhenALayerIsAnotherIsRefused() throws Exception {
        byte[] tar = ImageBuilder.tar("who x");
        ImageBuilder other = new ImageBuilder(Platform.LINUX_AMD64).layer(tar, ImageBuilder.tar("who y"));
        other.dockerArchive(folder.resolve("image.tar"), "a:1");
        assertProblem("image-malformed", () -> who(find("docker-archive:image.tar")));
    }

    @Test
    void findWhenNothingIsThereSaysSo() {
        for (String name : List.of("oci:none", "oci-archive:none.tar", "docker-archive:none.tar", "oci:")) {
            assertProblem("image-source-missing", () -> find(name));
        }
    }

    @Test
    void findWhenWhatIsThereIsNoImageSaysSo() throws Exception {
        Files.writeString(folder.resolve("text.tar"), "no tar ".repeat(300));
        Files.createDirectory(folder.resolve("empty"));
        for (String name : List.of("oci:empty", "oci-archive:text.tar", "docker-archive:text.tar")) {
            assertProblem("image-malformed", () -> find(name));
        }
        layout.tag("one", amd().into(layout));
        Path manifest = layout.blob(layout.find("one").orElseThrow().digest());
        Files.writeString(manifest, Files.readString(manifest) + " ");
        assertProblem("image-malformed", () -> find("oci:layout"));
        Files.writeString(layout.folder().resolve("index.json"), "[]");
        assertProblem("image-malformed", () -> find("oci:layout"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void findInARegistryFetchesOnlyTheLayersThatAreReadAndKeepsThem() throws Exception {
        Descriptor image = amd().into(layout);
        layout.tag("team/tools:1", image);
        String name;
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(layout)) {
            name = registry.address() + "/team/tools:1";
            assertThat(who(find(name, Platform.LINUX_AMD64, false))).isEqualTo("amd");
            List<Descriptor> layers = cache.manifest(image).layers();
            assertThat(cache.has(layers.get(0))).as("the lower layer is here").isFalse();
            damage(cache.blob(layers.get(1).digest()));
            assertThat(who(find(name, Platform.LINUX_AMD64, false)))
                    .as("a damaged layer is fetched anew")
                    .isEqualTo("amd");
            damage(cache.blob(image.digest()));
            assertThat(who(find(name, Platform.LINUX_AMD64, false))).isEqualTo("amd");
        }
        assertThat(who(find(name))).as("offline").isEqualTo("amd");
        assertProblem("image-offline", () -> new ImageFiles(find(name), folder).all());
        assertProblem("image-offline", () -> find("registry.example.com/other:1"));
    }

    private static void damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }
}
