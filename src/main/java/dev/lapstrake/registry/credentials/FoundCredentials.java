package dev.lapstrake.registry.credentials;

/**
 * Credentials, and where they are from.
 *
 * @param source the name of the source
 */
public record FoundCredentials(Credentials credentials, String source) {}
