package dev.lapstrake.registry.credentials;

import java.util.Map;
import java.util.Optional;

/**
 * A user and a password in variables of the environment, for one registry.
 *
 * @param registry that they are for; empty if they are for none
 * @param user name of the variable
 * @param password name of the variable
 */
record VariableCredentials(String registry, String user, String password, Map<String, String> environment)
        implements CredentialSource {
    VariableCredentials {
        environment = Map.copyOf(environment);
    }

    @Override
    public String name() {
        return user + " and " + password;
    }

    @Override
    public Optional<Credentials> find(String wanted, String repository) {
        String name = environment.getOrDefault(user, "");
        String secret = environment.getOrDefault(password, "");
        boolean isIt = RegistryKey.normal(registry).equals(RegistryKey.normal(wanted));
        return isIt && !name.isEmpty() && !secret.isEmpty()
                ? Optional.of(new Credentials.Basic(name, secret))
                : Optional.empty();
    }

    /** Without what the variables hold. */
    @Override
    public String toString() {
        return name();
    }
}
