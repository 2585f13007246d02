package dev.lapstrake.oci;

/** In whose words manifests and indexes are written. */
public enum ImageFormat {
    /** OCI image-spec. */
    OCI,
    /** Docker image manifest v2, schema 2, and manifest list: what old registries and runtimes know. It has no annotations. */
    DOCKER
}
