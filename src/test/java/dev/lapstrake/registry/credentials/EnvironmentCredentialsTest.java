package dev.lapstrake.registry.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapstrake.log.RecordedLog;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentCredentialsTest {
    private static final Map<String, String> OWN = Map.of(
            "LAPSTRAKE_REGISTRY", "r.example.com:5000",
            "LAPSTRAKE_REGISTRY_USER", "anne",
            "LAPSTRAKE_REGISTRY_PASSWORD", "hunter2");

    private final RecordedLog log = new RecordedLog();

    private Optional<FoundCredentials> find(Map<String, String> environment, String registry)
            throws IOException, BuildException {
        EnvironmentCredentials credentials = new EnvironmentCredentials(environment);
        List<CredentialSource> sources = new ArrayList<>(credentials.own());
        sources.addAll(credentials.config());
        sources.addAll(credentials.ofRunners());
        return new CredentialChain(sources, log).find(registry, "team/app");
    }

    private static FoundCredentials anne(String source) {
        return new FoundCredentials(new Credentials.Basic("anne", "hunter2"), source);
    }

    @Test
    void findWhenOwnVariablesAreSetServesTheirRegistryOnly() throws IOException, BuildException {
        assertThat(find(OWN, "r.example.com:5000"))
                .contains(anne("LAPSTRAKE_REGISTRY_USER and LAPSTRAKE_REGISTRY_PASSWORD"));
        for (String other : List.of("r.example.com", "r.example.com:5001", "example.com", "evil.r.example.com:5000")) {
            assertThat(find(OWN, other)).isEmpty();
        }
        assertThat(log.details()).noneMatch(line -> line.contains("hunter2") || line.contains("anne"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"LAPSTRAKE_REGISTRY", "LAPSTRAKE_REGISTRY_USER", "LAPSTRAKE_REGISTRY_PASSWORD"})
    void findWhenOneOfOwnVariablesIsMissingNamesIt(String missing) {
        Map<String, String> environment = new TreeMap<>(OWN);
        environment.put(missing, "");

        assertThatThrownBy(() -> find(environment, "r.example.com:5000"))
                .isInstanceOfSatisfying(
                        BuildException.class,
                        e -> assertThat(e.problem().id()).isEqualTo("credentials-variables-incomplete"))
                .hasMessageContaining("but lacks " + missing + ".")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void findWhenGitLabsVariablesAreSetServesItsRegistry() throws IOException, BuildException {
        Map<String, String> environment = Map.of(
                "CI_REGISTRY", "registry.gitlab.example.com",
                "CI_REGISTRY_USER", "anne",
                "CI_REGISTRY_PASSWORD", "hunter2");

        assertThat(find(environment, "registry.gitlab.example.com"))
                .contains(anne("CI_REGISTRY_USER and CI_REGISTRY_PASSWORD"));
        assertThat(find(environment, "docker.io")).isEmpty();
        assertThat(find(Map.of("CI_REGISTRY_USER", "anne", "CI_REGISTRY_PASSWORD", "hunter2"), "r.io"))
                .isEmpty();
    }

    @Test
    void findWhenGitHubsTokenIsSetServesItsRegistry() throws IOException, BuildException {
        Map<String, String> environment = Map.of("GITHUB_ACTOR", "anne", "GITHUB_TOKEN", "hunter2");

        assertThat(find(environment, "ghcr.io")).contains(anne("GITHUB_ACTOR and GITHUB_TOKEN"));
        assertThat(find(environment, "github.example.com")).isEmpty();
        assertThat(find(Map.of("GITHUB_TOKEN", "hunter2"), "ghcr.io")).isEmpty();
    }

    @Test
    void findWhenDockersConfigIsInAVariableReadsIt() throws IOException, BuildException {
        String json = "{\"auths\":{\"r.io\":{\"username\":\"anne\",\"password\":\"hunter2\"}}}";

        assertThat(find(Map.of("DOCKER_AUTH_CONFIG", json), "r.io")).contains(anne("DOCKER_AUTH_CONFIG"));
        assertThatThrownBy(() -> find(Map.of("DOCKER_AUTH_CONFIG", "hunter2"), "r.io"))
                .hasMessageContaining("DOCKER_AUTH_CONFIG")
                .hasMessageNotContaining("hunter2");
    }
}
