package dev.lapstrake.maven;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lapstrake.cache.CacheContents;
import dev.lapstrake.cache.CacheEntry;
import dev.lapstrake.cache.CacheMark;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.registry.credentials.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.model.Model;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsProblem;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MojosTest {
    @TempDir
    Path folder;

    @Test
    void pushNameWhenUserGaveNoneSaysSo() {
        assertProblem("image-not-named", () -> push().naming().targets());
    }

    @Test
    void nameWhenUserGaveNoneIsTheProjectsOwn() throws Exception {
        assertThat(push().name().reference()).hasToString("my-app:1.0_2");
    }

    @Test
    void serveWhenPortIsTakenSaysSo() throws Exception {
        ServeMojo serve = new ServeMojo();
        serve.folder = folder.toFile();
        try (ServerSocket taken = new ServerSocket(0, 0, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            serve.port = taken.getLocalPort();
            assertThatExceptionOfType(MojoExecutionException.class)
                    .isThrownBy(serve::execute)
                    .withMessageContaining("port-taken");
        }
    }

    @Test
    void cacheWhenPrunedDropsWhatIsOldAndShowsTheRest() throws Exception {
        new CacheMark(folder).make();
        Path old = Files.createDirectories(folder.resolve("debian")).resolve("old");
        Files.setLastModifiedTime(Files.write(old, new byte[1000]), FileTime.from(Instant.EPOCH));
        Files.write(folder.resolve("debian/new"), new byte[500]);
        CacheMojo cache = new CacheMojo();
        cache.cacheDirectory = folder.toFile();
        cache.execute();
        assertThat(old).exists();
        cache.prune = true;
        cache.olderThan = "30d";
        cache.execute();
        assertThat(old).doesNotExist();
        assertThat(folder.resolve("debian/new")).exists();
    }

    @Test
    void cacheWhenALimitIsMalformedSaysSo() {
        CacheMojo cache = new CacheMojo();
        cache.cacheDirectory = folder.toFile();
        cache.limit = "much";
        assertThatExceptionOfType(MojoExecutionException.class)
                .isThrownBy(cache::execute)
                .withMessageContaining("size-malformed");
    }

    @Test
    void cacheTableShowsEachResultAndEachFolder() {
        Instant now = Instant.parse("2026-03-01T00:00:00Z");
        Digest blob = Digest.of("x");
        CacheContents contents = new CacheContents(
                List.of(
                        new CacheEntry.Tagged("stage", "web 1f00", now, "stage-1f00", blob, Map.of(blob, 2_000_000L)),
                        new CacheEntry.Tagged(
                                "image", "2a", now.minusSeconds(7200), "image:2a", blob, Map.of(blob, 2_000_000L)),
                        new CacheEntry.Loose("debian", "debian/a", now.minusSeconds(200_000), 500_000, folder, false)),
                Map.of());
        assertThat(new CacheTable(contents, now).lines())
                .containsExactly(
                        "Kind     Entry                                              Size  Used",
                        "stage    web 1f00                                         2.0 MB  within the hour",
                        "image    2a                                               2.0 MB  2 h ago",
                        "debian   1 file                                           0.5 MB  2 d ago",
                        "3 entries, 2.5 MB, what they share counted once");
    }

    @Test
    void failureShowsTheProblemAloneAndKeepsTheCauseForWhoAsks() {
        BuildException problem =
                Problem.of("a-b", "It is wrong.", "mend it").exception(new IOException("connection reset"));
        assertThat(Failure.of(problem))
                .hasMessage(problem.getMessage())
                .hasNoCause()
                .hasSuppressedException(problem);
    }

    @Test
    void serveWhenPortIsNoneSaysSo() {
        ServeMojo serve = new ServeMojo();
        serve.folder = folder.toFile();
        serve.port = 70_000;
        assertThatExceptionOfType(MojoExecutionException.class)
                .isThrownBy(serve::execute)
                .withMessageContaining("port-taken");
    }

    @Test
    void pushWhenBuildSkippedTheModuleSkipsItToo() throws Exception {
        PushMojo push = push();
        push.setPluginContext(new HashMap<>());
        push.skipModule();
        assertThat(push.isSkippedModule()).isTrue();
        push.run(new MavenLog(push.getLog()));
    }

    @Test
    void settingsWhenServerIsNamedAsTheRegistryDecryptsItsPassword() throws Exception {
        SettingsCredentials settings = settings("localhost:5000", "{secret}", List.of());
        assertThat(settings.find("localhost:5000", "app")).contains(new Credentials.Basic("me", "decrypted {secret}"));
        assertThat(settings.find("localhost:5001", "app")).isEmpty();
    }

    @Test
    void settingsWhenDockerHubHasItsUsualNameFindsIt() throws Exception {
        assertThat(settings("docker.io", "x", List.of()).find(ImageReference.DOCKER_HUB, "app"))
                .isPresent();
    }

    @Test
    void settingsWhenPasswordCannotBeReadSaysSoWithoutIt() {
        SettingsProblem locked =
                new DefaultSettingsProblem("no master password", SettingsProblem.Severity.ERROR, "", 0, 0, null);
        SettingsCredentials settings = settings("localhost", "{secret}", List.of(locked));
        assertThat(assertProblem("settings-password-unreadable", () -> settings.find("localhost", "app"))
                        .text())
                .doesNotContain("secret");
    }

    private static PushMojo push() {
        Model model = new Model();
        model.setArtifactId("My-App");
        model.setVersion("1.0+2");
        PushMojo push = new PushMojo();
        push.project = new MavenProject(model);
        return push;
    }

    private static SettingsCredentials settings(String id, String password, List<SettingsProblem> problems) {
        Server server = new Server();
        server.setId(id);
        server.setUsername("me");
        server.setPassword(password);
        Settings settings = new Settings();
        settings.addServer(server);
        Server decrypted = server.clone();
        decrypted.setPassword("decrypted " + password);
        SettingsDecrypter decrypter = request -> new Decrypted(decrypted, problems);
        return new SettingsCredentials(settings, decrypter);
    }

    private record Decrypted(Server server, List<SettingsProblem> problems) implements SettingsDecryptionResult {
        @Override
        public Server getServer() {
            return server;
        }

        @Override
        public List<Server> getServers() {
            return List.of(server);
        }

        @Override
        public Proxy getProxy() {
            return new Proxy();
        }

        @Override
        public List<Proxy> getProxies() {
            return List.of();
        }

        @Override
        public List<SettingsProblem> getProblems() {
            return problems;
        }
    }
}
