package dev.lapstrake.oci;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The media types of images and their parts (OCI image-spec, media-types.md; Docker image manifest v2, schema 2). */
public final class MediaType {
    public static final String INDEX = "application/vnd.oci.image.index.v1+json";
    public static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    public static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    public static final String EMPTY = "application/vnd.oci.empty.v1+json";
    public static final String LAYER_TAR = "application/vnd.oci.image.layer.v1.tar";
    public static final String LAYER_GZIP = LAYER_TAR + "+gzip";
    public static final String LAYER_ZSTD = LAYER_TAR + "+zstd";

    public static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
    public static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    public static final String DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";
    public static final String DOCKER_LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip";

    private static final Set<String> INDEXES = Set.of(INDEX, DOCKER_LIST);
    private static final Set<String> MANIFESTS = Set.of(MANIFEST, DOCKER_MANIFEST);

    private static final String DOCKER_TAR = "application/vnd.docker.image.rootfs.diff.tar";
    private static final String DOCKER_FOREIGN = "application/vnd.docker.image.rootfs.foreign.diff.tar";
    private static final String FOREIGN = "application/vnd.oci.image.layer.nondistributable.v1.tar";

    private static final Map<String, String> OF_OCI = Map.of(
            DOCKER_TAR,
            LAYER_TAR,
            DOCKER_LAYER,
            LAYER_GZIP,
            DOCKER_TAR + ".zstd",
            LAYER_ZSTD,
            DOCKER_FOREIGN,
            FOREIGN,
            DOCKER_FOREIGN + ".gzip",
            FOREIGN + "+gzip");

    private static final Map<String, String> OF_DOCKER = reversed(OF_OCI);

    private MediaType() {}

    private static Map<String, String> reversed(Map<String, String> names) {
        Map<String, String> reversed = new HashMap<>();
        names.forEach((name, other) -> reversed.put(other, name));
        return reversed;
    }

    /** OCI's name for a kind of layer; a name that is not Docker's stays. */
    static String layerOfOci(String mediaType) {
        return OF_OCI.getOrDefault(mediaType, mediaType);
    }

    /** Docker's name for a kind of layer; a name that is not OCI's stays. */
    static String layerOfDocker(String mediaType) {
        return OF_DOCKER.getOrDefault(mediaType, mediaType);
    }

    /** True for layers that only their vendor gives out; no registry need have them. */
    public static boolean isForeign(String mediaType) {
        return mediaType.startsWith(DOCKER_FOREIGN) || mediaType.startsWith(FOREIGN);
    }

    public static boolean isIndex(String mediaType) {
        return INDEXES.contains(mediaType);
    }

    public static boolean isManifest(String mediaType) {
        return MANIFESTS.contains(mediaType);
    }
}
