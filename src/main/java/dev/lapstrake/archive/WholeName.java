package dev.lapstrake.archive;

import dev.lapstrake.oci.ImageReference;

/** An image's name with nothing left out, as containerd keeps it; Docker Hub is called by its own name. */
final class WholeName {
    private WholeName() {}

    static String of(ImageReference name) {
        String registry = name.registry().equals(ImageReference.DOCKER_HUB) ? "docker.io" : name.registry();
        return registry + "/" + name.repository() + ":" + name.selector();
    }
}
