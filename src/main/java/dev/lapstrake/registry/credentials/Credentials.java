package dev.lapstrake.registry.credentials;

/** What shows a registry who asks. Its text never tells what it holds. */
public sealed interface Credentials {
    record Basic(String user, String password) implements Credentials {
        @Override
        public String toString() {
            return "user and password";
        }
    }

    /** A refresh token, as {@code docker login} gets from registries that give them. */
    record IdentityToken(String token) implements Credentials {
        @Override
        public String toString() {
            return "identity token";
        }
    }
}
