package dev.lapstrake.maven;

import dev.lapstrake.build.BuildPlan;
import dev.lapstrake.build.DiskProblem;
import dev.lapstrake.disk.AtomicFile;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.report.PlanGraph;
import dev.lapstrake.report.PlanText;
import dev.lapstrake.stage.PlannedStage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Prints what {@code build} would do, and does none of it: every stage, its key, where its result would come from, and for
 * what would be made again, which input made the difference. Run it behind the compile phase, as in
 * {@code mvn compile lapstrake:plan}, to see the stages too that depend on the project's classes.
 */
@Mojo(name = "plan", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
public final class PlanMojo extends ApplicationMojo {
    /** How the plan is written: {@code text} in the log, or {@code dot} for Graphviz in {@code target/lapstrake/plan.dot}. */
    @Parameter(property = "lapstrake.plan", defaultValue = "text")
    private String plan = "text";

    @Override
    void run(BuildLog log) throws BuildException {
        boolean graph = Parsed.asGraph(plan);
        List<PlannedStage> stages = new BuildPlan(workplace(), registries(log), log).of(request(name()));
        if (graph) {
            write(new PlanGraph(stages).text());
        } else {
            new PlanText(stages).lines().forEach(getLog()::info);
        }
    }

    private void write(String graph) throws BuildException {
        Path file = workplace().output().resolve("plan.dot");
        try {
            AtomicFile.write(file, graph.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
        getLog().info("Wrote " + file);
    }
}
