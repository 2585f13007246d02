package dev.lapstrake.maven;

import dev.lapstrake.root.contents.FolderText;
import org.jspecify.annotations.Nullable;

/** A {@code <directory>}, as the POM has it. */
public final class DirectoryParameter {
    /** Where it is, from the image's top. */
    @Nullable
    String path;

    /** Whom it belongs to: the name of a user of the root, or a number, and perhaps a group behind a colon. */
    @Nullable
    String owner;

    /** Its permissions, octal. */
    @Nullable
    String mode;

    FolderText text() {
        return new FolderText(path, owner, mode);
    }
}
