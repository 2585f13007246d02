package dev.lapstrake.maven;

import dev.lapstrake.build.CompileStages;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.problem.BuildException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Runs the stages that say {@code <phase>compile</phase>}, and lays what they hand over into the folder that each names in
 * {@code <into>}: so that a front end, for example, is inside of the jar.
 */
@Mojo(name = "stages", defaultPhase = LifecyclePhase.GENERATE_RESOURCES, threadSafe = true)
public final class StagesMojo extends StagedMojo {
    @Override
    boolean hasImage() {
        return true;
    }

    @Override
    void run(BuildLog log) throws BuildException {
        new CompileStages(workplace(), registries(log), log)
                .run(stageChoice(), platforms().leading(), debian());
    }
}
