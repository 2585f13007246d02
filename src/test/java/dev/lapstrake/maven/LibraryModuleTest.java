package dev.lapstrake.maven;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.HashMap;
import java.util.List;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A build of several modules, of which not all are applications. */
class LibraryModuleTest {
    static List<ApplicationMojo> goals() {
        return List.of(new BuildMojo(), new LockMojo());
    }

    @SuppressWarnings("deprecation") // there is no container that would make a session
    private static void call(ApplicationMojo mojo, MojoExecution.Source source, MavenProject... modules) {
        mojo.session =
                new MavenSession(null, null, new DefaultMavenExecutionRequest(), new DefaultMavenExecutionResult());
        mojo.session.setProjects(List.of(modules));
        mojo.execution = new MojoExecution(new MojoDescriptor(), "default", source);
        mojo.setPluginContext(new HashMap<>());
    }

    private static String fail(String id) throws BuildException {
        throw Problem.of(id, "There is no application.", "write one").exception();
    }

    @ParameterizedTest
    @MethodSource("goals")
    void unlessLibraryWhenCalledByNamePassesOverAModuleWithoutAnApplication(ApplicationMojo mojo) throws Exception {
        call(mojo, MojoExecution.Source.CLI, new MavenProject(), new MavenProject());
        assertThat(mojo.unlessLibrary(() -> "made")).contains("made");
        assertThat(mojo.isSkippedModule()).isFalse();
        assertProblem("port-taken", () -> mojo.unlessLibrary(() -> fail("port-taken")));
        assertThat(mojo.unlessLibrary(() -> fail("main-class-missing"))).isEmpty();
        assertThat(mojo.isSkippedModule()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("goals")
    void unlessLibraryWhenTheModuleIsSetUpOrAloneFails(ApplicationMojo mojo) {
        call(mojo, MojoExecution.Source.LIFECYCLE, new MavenProject(), new MavenProject());
        assertProblem("main-class-missing", () -> mojo.unlessLibrary(() -> fail("main-class-missing")));
        call(mojo, MojoExecution.Source.CLI, new MavenProject());
        assertProblem("main-class-missing", () -> mojo.unlessLibrary(() -> fail("main-class-missing")));
    }
}
