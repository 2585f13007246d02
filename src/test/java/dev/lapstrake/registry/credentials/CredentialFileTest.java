package dev.lapstrake.registry.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapstrake.log.RecordedLog;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CredentialFileTest {
    @TempDir
    Path folder;

    private static String auth(String pair) {
        return "{\"auth\":\"" + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)) + "\"}";
    }

    private CredentialFile file(String json) throws IOException {
        return new CredentialFile(
                Files.writeString(folder.resolve("config.json"), json), Map.of("PATH", folder.toString()));
    }

    private Optional<Credentials> find(String json, String registry, String repository)
            throws IOException, BuildException {
        return file(json).find(registry, repository);
    }

    private static Optional<Credentials> basic(String user, String password) {
        return Optional.of(new Credentials.Basic(user, password));
    }

    private static void assertProblem(String id, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BuildException.class, e -> assertThat(e.problem().id()).isEqualTo(id))
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void findWhenKeyIsWrittenInAnyFormTakesIt() throws IOException, BuildException {
        for (String key :
                List.of("r.example.com:5000", "https://r.example.com:5000", "http://r.example.com:5000/v1/")) {
            String json = "{\"auths\":{\"" + key + "\":" + auth("anne:pass:word") + "}}";
            assertThat(find(json, "r.example.com:5000", "app")).isEqualTo(basic("anne", "pass:word"));
            assertThat(find(json, "r.example.com", "app")).isEmpty();
        }
    }

    @Test
    void findWhenKeyIsDockerHubsTakesIt() throws IOException, BuildException {
        for (String key : List.of("https://index.docker.io/v1/", "docker.io", "registry-1.docker.io")) {
            String json = "{\"auths\":{\"" + key + "\":" + auth("anne:x") + "}}";
            assertThat(find(json, ImageReference.DOCKER_HUB, "library/app")).isEqualTo(basic("anne", "x"));
        }
    }

    @Test
    void findWhenKeyHasANamespaceTakesTheLongest() throws IOException, BuildException {
        String json = "{\"auths\":{\"r.io\":" + auth("all:1") + ",\"r.io/team\":" + auth("team:2")
                + ",\"r.io/team/app\":" + auth("app:3") + "}}";

        assertThat(find(json, "r.io", "other")).isEqualTo(basic("all", "1"));
        assertThat(find(json, "r.io", "teams")).isEqualTo(basic("all", "1"));
        assertThat(find(json, "r.io", "team/x/y")).isEqualTo(basic("team", "2"));
        assertThat(find(json, "r.io", "team/app")).isEqualTo(basic("app", "3"));
    }

    @Test
    void findWhenEntryHoldsAnIdentityTokenTakesThat() throws IOException, BuildException {
        String json = "{\"auths\":{\"r.io\":{\"auth\":\"eDo=\",\"identitytoken\":\"hunter2\"}}}";

        Optional<Credentials> found = find(json, "r.io", "app");

        assertThat(found).contains(new Credentials.IdentityToken("hunter2"));
        assertThat(found.toString()).doesNotContain("hunter2");
    }

    @Test
    void findWhenEntryIsEmptyIsEmpty() throws IOException, BuildException {
        assertThat(find("{\"auths\":{\"r.io\":{}}}", "r.io", "app")).isEmpty();
        assertThat(find("{}", "r.io", "app")).isEmpty();
        assertThat(new CredentialFile(folder.resolve("none"), Map.of()).find("r.io", "app"))
                .isEmpty();
    }

    @Test
    void findWhenFileIsMalformedSaysSo() {
        assertProblem("credentials-file-malformed", () -> find("{hunter2", "r.io", "app"));
        assertProblem(
                "credentials-file-malformed",
                () -> find("{\"auths\":{\"r.io\":{\"auth\":\"hunter2!\"}}}", "r.io", "app"));
        assertProblem(
                "credentials-file-malformed",
                () -> find("{\"auths\":{\"r.io\":" + auth("hunter2") + "}}", "r.io", "app"));
    }

    @Test
    void allWhenVariablesAreSetFollowsThem() {
        Path home = folder.resolve("home");
        assertThat(CredentialFiles.all(Map.of("DOCKER_CONFIG", "", "XDG_RUNTIME_DIR", "run"), home))
                .extracting(source -> Path.of(source.name()))
                .containsExactly(
                        Path.of("run", "containers", "auth.json"),
                        home.resolve(".config").resolve("containers").resolve("auth.json"),
                        home.resolve(".docker").resolve("config.json"));
        assertThat(CredentialFiles.all(Map.of("DOCKER_CONFIG", "d", "REGISTRY_AUTH_FILE", "a.json"), home))
                .extracting(source -> Path.of(source.name()))
                .containsExactly(Path.of("a.json"), Path.of("d", "config.json"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void allWhenNoVariableIsSetLooksWherePodmanWritesThen() {
        assertThat(CredentialFiles.all(Map.of(), folder))
                .first()
                .extracting(CredentialSource::name)
                .asString()
                .matches("/run/containers/[0-9]+/auth\\.json");
    }

    @Test
    void chainWhenFirstHasNoneAsksNextAndTellsItsName() throws IOException, BuildException {
        RecordedLog log = new RecordedLog();
        CredentialFile empty = new CredentialFile(folder.resolve("none"), Map.of());
        CredentialFile full = file("{\"auths\":{\"r.io\":" + auth("anne:hunter2") + "}}");
        CredentialChain chain = new CredentialChain(List.of(empty, full), log);

        assertThat(chain.find("r.io", "app"))
                .contains(new FoundCredentials(new Credentials.Basic("anne", "hunter2"), full.name()));
        assertThat(log.details())
                .hasSize(1)
                .first()
                .asString()
                .contains(full.name())
                .doesNotContain("hunter2", "anne");
    }

    /** A helper of that name in the folder, which is all of the PATH. */
    private void helper(String name, String script) throws IOException {
        Path file = folder.resolve("docker-credential-" + name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void findWhenHelperIsNamedAsksIt() throws IOException, BuildException {
        helper(
                "one",
                "read -r s; printf '{\"ServerURL\":\"%s\",\"Username\":\"%s\",\"Secret\":\"x\"}' \"$s\" \"$1-$s\"");
        String json = "{\"credsStore\":\"missing\",\"credHelpers\":{\"r.io\":\"one\",\"docker.io\":\"one\"}}";

        assertThat(find(json, "r.io", "app")).isEqualTo(basic("get-r.io", "x"));
        assertThat(find(json, ImageReference.DOCKER_HUB, "app"))
                .isEqualTo(basic("get-https://index.docker.io/v1/", "x"));
        assertProblem("credential-helper-failed", () -> find(json, "other.io", "app"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void findWhenHelperHasATokenTakesIt() throws IOException, BuildException {
        helper("store", "echo '{\"Username\":\"<token>\",\"Secret\":\"hunter2\"}'");

        assertThat(find("{\"credsStore\":\"store\"}", "r.io", "app"))
                .contains(new Credentials.IdentityToken("hunter2"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void findWhenHelperHasNoneLooksInFile() throws IOException, BuildException {
        helper("store", "echo 'credentials not found in native keychain'; exit 1");
        String json = "{\"credsStore\":\"store\",\"auths\":{\"r.io\":" + auth("anne:x") + "}}";

        assertThat(find(json, "r.io", "app")).isEqualTo(basic("anne", "x"));
        assertThat(find(json, "other.io", "app")).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void findWhenHelperFailsKeepsItsWordsToItself() throws IOException {
        helper("store", "echo hunter2; echo hunter2 >&2; exit 3");
        assertProblem("credential-helper-failed", () -> find("{\"credsStore\":\"store\"}", "r.io", "app"));
        helper("nonsense", "echo hunter2");
        assertProblem("credential-helper-failed", () -> find("{\"credsStore\":\"nonsense\"}", "r.io", "app"));
        assertProblem("credential-helper-failed", () -> find("{\"credsStore\":\"../x\"}", "r.io", "app"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void findWhenHelperHangsGivesUp() throws IOException {
        helper("slow", "/bin/sleep 60");
        Map<String, String> environment = Map.of("PATH", folder.toString());

        assertProblem(
                "credential-helper-failed",
                () -> new CredentialHelper("slow", environment, Duration.ofMillis(200)).find("r.io"));
    }
}
