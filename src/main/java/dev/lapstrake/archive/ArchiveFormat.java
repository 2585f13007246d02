package dev.lapstrake.archive;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;

/** A form of an image in one file. */
public enum ArchiveFormat {
    /** An OCI layout in a tar (image-spec, image-layout.md): the image as it is, with all its platforms. */
    OCI,
    /** What {@code docker save} writes and {@code docker load} reads: an image for one platform. */
    DOCKER;

    /** Reads a form as a user writes it. */
    public static ArchiveFormat parse(String text) throws BuildException {
        return switch (text.strip()) {
            case "oci" -> OCI;
            case "docker" -> DOCKER;
            default ->
                throw new Problem(
                                "tar-format-unknown",
                                "<tarFormat> is no form of an archive.",
                                text,
                                "write oci, or docker for what 'docker load' reads")
                        .exception();
        };
    }
}
