package dev.lapstrake.assemble;

import dev.lapstrake.log.BuildLog;
import java.io.IOException;
import java.nio.file.Path;

/** Makes an image without layers, and writes it into an archive. What makes it may be loaded apart from those who ask for it. */
public interface FrameMaker {
    /**
     * @param archive the file that is to become a tar as {@code docker save} writes it
     * @param caches a folder for whatever it keeps
     */
    void make(ContainerSettings settings, Path archive, Path caches, BuildLog log) throws IOException;
}
