package dev.lapstrake.build;

import static dev.lapstrake.Problems.assertProblem;

import dev.lapstrake.assemble.ContainerUser;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.contents.Accounts;
import dev.lapstrake.root.contents.Names;
import dev.lapstrake.root.contents.RootContents;
import dev.lapstrake.root.contents.UserText;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchChoiceTest {
    @TempDir
    Path folder;

    private static LaunchChoice runAs(String user) throws BuildException {
        LaunchChoice any = BuildFixture.launch(List.of("/usr/bin/x"));
        return new LaunchChoice(
                any.entryPoint(),
                any.profile(),
                any.jvmFlags(),
                any.arguments(),
                any.environment(),
                any.labels(),
                any.ports(),
                ContainerUser.parse(user),
                any.workingDirectory(),
                any.created());
    }

    private static Names names() throws BuildException {
        return Accounts.parse(List.of(new UserText("app", "1000", "crew", "2000", null)), List.of())
                .names();
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "app:crew", "app:staff", "nonroot", "1234", "4294967294:7", "1234:crew"})
    void checkUserWhenKnownIsContent(String user) throws Exception {
        runAs(user).checkUser(names());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ap", "crew", "app:cre", "1234:cre"})
    void checkUserWhenUnknownSaysSo(String user) {
        assertProblem("user-unknown", () -> runAs(user).checkUser(names()));
    }

    @Test
    void buildWhenTheUserIsUnknownSaysSoBeforeAnythingIsMade() throws Exception {
        try (BuildFixture fixture = new BuildFixture(folder)) {
            BuildRequest request = fixture.request(
                    new ApplicationChoice.None(),
                    StageChoice.NONE,
                    runAs("ap"),
                    BuildFixture.on(Platform.ofThisMachine(), new FoundationChoice.Distroless(RootContents.NONE)));
            assertProblem("user-unknown", () -> fixture.build(request));
        }
    }
}
