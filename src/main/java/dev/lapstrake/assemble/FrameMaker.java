package dev.lapstrake.assemble;

import dev.lapstrake.log.BuildLog;
import java.io.IOException;
import java.nio.file.Path;

/** Makes an image without layers, and pushes it. What makes it may be loaded apart from those who ask for it. */
public interface FrameMaker {
    /**
     * @param target a name in the embedded registry
     * @param caches a folder for whatever it keeps
     */
    void make(ContainerSettings settings, String target, Path caches, BuildLog log) throws IOException;
}
