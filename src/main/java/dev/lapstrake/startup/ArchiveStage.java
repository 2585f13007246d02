package dev.lapstrake.startup;

import dev.lapstrake.stage.Stage;

/** Makes an archive that a JVM starts from. */
public sealed interface ArchiveStage extends Stage permits BaseArchive, ApplicationArchive {
    /** False if an image without it will do. */
    boolean isRequired();
}
