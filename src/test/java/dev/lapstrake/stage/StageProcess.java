package dev.lapstrake.stage;

import dev.lapstrake.oci.Layout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A build in a JVM of its own. */
public final class StageProcess {
    private StageProcess() {}

    /** Takes a cache's folder and how many stages to run; says how many of them it made. */
    public static void main(String... arguments) throws Exception {
        AtomicInteger runs = new AtomicInteger();
        System.out.println("started");
        List<StageResult> results = run(Path.of(arguments[0]), Integer.parseInt(arguments[1]), runs);
        System.out.println(runs + " of " + results.size());
    }

    /** Runs stages of which each reads the one before, and there are two of each. */
    static List<StageResult> run(Path folder, int count, AtomicInteger runs) throws Exception {
        List<Stage> stages = new ArrayList<>();
        List<Stage> below = List.of();
        for (int i = 0; i < count; i++) {
            Stage stage = new CountedStage("stage" + i, "text " + i + "\n", below, runs);
            stages.add(stage);
            below = i % 2 == 0 ? List.of(stage) : List.of();
        }
        return LocalStages.runner(Layout.ofCache(folder.resolve("oci")), folder).run(stages);
    }

    /** Starts a JVM with the class path of this one. */
    static Process start(Path folder, int count) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StageProcess.class.getName(),
                        folder.toString(),
                        Integer.toString(count))
                .redirectErrorStream(true)
                .start();
    }
}
