package dev.lapstrake.registry.credentials;

import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.util.Optional;

/** A place where credentials may be kept. Safe for use by several threads. */
public interface CredentialSource {
    /** What people call it, for logs and errors: {@code settings.xml}, {@code /home/me/.docker/config.json}, … */
    String name();

    /**
     * Looks for credentials.
     *
     * @param registry as in an image's name: host, and port where there is one; Docker Hub is
     *     {@link dev.lapstrake.oci.ImageReference#DOCKER_HUB}
     * @param repository within that registry, for sources that know credentials of parts of registries
     */
    Optional<Credentials> find(String registry, String repository) throws IOException, BuildException;
}
