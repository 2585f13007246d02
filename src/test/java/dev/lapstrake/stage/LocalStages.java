package dev.lapstrake.stage;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Layout;
import java.nio.file.Path;
import java.util.Optional;

/** Stages that are run in a test's own folder. */
public final class LocalStages {
    private LocalStages() {}

    /** A memory that no registry shares. */
    public static StageMemory memory(Layout layout, Path folder) {
        return new StageMemory(new StageCache(layout), Optional.empty(), new KeyHistory(folder.resolve("history")));
    }

    public static StageRunner runner(Layout layout, Path folder) {
        return new StageRunner(memory(layout, folder), folder.resolve("scratch"), BuildLog.SILENT);
    }
}
