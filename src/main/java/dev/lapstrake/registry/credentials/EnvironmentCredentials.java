package dev.lapstrake.registry.credentials;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Credentials in the environment, where continuous integration puts them. */
public final class EnvironmentCredentials {
    private static final String REGISTRY = "LAPSTRAKE_REGISTRY";
    private static final String USER = "LAPSTRAKE_REGISTRY_USER";
    private static final String CONFIG = "DOCKER_AUTH_CONFIG";
    private static final String PASSWORD = "LAPSTRAKE_REGISTRY_PASSWORD";

    private final Map<String, String> environment;

    public EnvironmentCredentials(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * What somebody has put there for Lapstrake.
     *
     * @throws BuildException if only a part of it is there
     */
    public List<CredentialSource> own() throws BuildException {
        List<String> missing = new ArrayList<>(List.of(REGISTRY, USER, PASSWORD));
        missing.removeIf(this::isSet);
        if (missing.size() == 3) {
            return List.of();
        }
        if (!missing.isEmpty()) {
            throw Problem.of(
                            "credentials-variables-incomplete",
                            "The environment has credentials for a registry, but lacks " + String.join(" and ", missing)
                                    + ".",
                            "set all of " + REGISTRY + ", " + USER + " and " + PASSWORD + ", or none of them")
                    .exception();
        }
        return List.of(new VariableCredentials(value(REGISTRY), USER, PASSWORD, environment));
    }

    /** What Docker and GitLab's runners read themselves. */
    public List<CredentialSource> config() {
        return isSet(CONFIG) ? List.of(CredentialFile.inVariable(CONFIG, environment)) : List.of();
    }

    /** What GitLab and GitHub put there of their own accord, for their own registries. */
    public List<CredentialSource> ofRunners() {
        return List.of(
                new VariableCredentials(value("CI_REGISTRY"), "CI_REGISTRY_USER", "CI_REGISTRY_PASSWORD", environment),
                new VariableCredentials("ghcr.io", "GITHUB_ACTOR", "GITHUB_TOKEN", environment));
    }

    private boolean isSet(String name) {
        return !value(name).isEmpty();
    }

    private String value(String name) {
        return environment.getOrDefault(name, "");
    }
}
