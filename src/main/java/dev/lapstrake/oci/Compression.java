package dev.lapstrake.oci;

/** How layers are compressed (OCI image-spec, layer.md). */
public enum Compression {
    /** RFC 1952: what every registry and runtime knows. */
    GZIP,
    /** RFC 8878: smaller, and unpacked in a fraction of the time; for registries and runtimes that know it. */
    ZSTD
}
