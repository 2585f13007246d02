package dev.lapstrake.maven;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.command.Secret;
import dev.lapstrake.declared.StageDeclaration;
import dev.lapstrake.tree.TreePath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StageParameterTest {
    private static final Path PROJECT = Path.of("/project").toAbsolutePath();

    private final StageParameter stage = new StageParameter();

    StageParameterTest() {
        stage.name = "web";
    }

    @Test
    void declarationWhenThereAreCommandsHasThemWithTheirSetting() throws Exception {
        stage.directory = "front";
        stage.commands = List.of("npm ci");
        stage.inputs = new PatternsParameter();
        stage.inputs.addInclude("src/**");
        stage.inputs.addExclude("**/*.tmp");
        stage.environment = Map.of("NODE_ENV", "production");
        stage.tools = List.of("node --version");
        stage.timeout = "90s";
        StageDeclaration.Commands commands =
                (StageDeclaration.Commands) declaration().kind();
        assertThat(commands.directory()).isEqualTo(PROJECT.resolve("front"));
        assertThat(commands.lines()).containsExactly("npm ci");
        assertThat(commands.inputs().includes()).containsExactly("src/**");
        assertThat(commands.inputs().excludes()).containsExactly("**/*.tmp");
        assertThat(commands.setting().environment()).containsEntry("NODE_ENV", "production");
        assertThat(commands.setting().tools()).containsExactly("node --version");
        assertThat(commands.setting().limit()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void declarationWhenPatternsAreWrittenButEmptySaysSo() {
        stage.commands = List.of("true");
        stage.outputs = new PatternsParameter();
        assertProblem("patterns-empty", this::declaration);
    }

    @Test
    void declarationWhenItsOnlyCommandIsEmptySaysSo() {
        stage.commands = List.of("");
        assertProblem("stage-kind-unclear", this::declaration);
    }

    @Test
    void declarationWhenDirectoryIsNotSaidIsTheProjects() throws Exception {
        stage.commands = List.of("true");
        assertThat(((StageDeclaration.Commands) declaration().kind()).directory())
                .isEqualTo(PROJECT);
    }

    @Test
    void declarationWhenThereIsAnImageOrThereArePackagesTakesTheirFiles() throws Exception {
        stage.image = "registry.example.com/tools:1";
        assertThat(declaration().kind()).isEqualTo(new StageDeclaration.Image("registry.example.com/tools:1"));
        stage.image = null;
        stage.packages = List.of("curl");
        assertThat(declaration().kind()).isEqualTo(new StageDeclaration.Packages(List.of("curl")));
    }

    @Test
    void declarationWhenItHasNoKindOrTwoSaysSo() {
        assertProblem("stage-kind-unclear", this::declaration);
        stage.image = "tools";
        stage.commands = List.of("true");
        assertProblem("stage-kind-unclear", this::declaration);
    }

    @Test
    void declarationWhenItIsOfTheCompilePhaseHasAFolder() throws Exception {
        stage.commands = List.of("true");
        stage.phase = "compile";
        stage.into = "target/classes/static";
        stage.source = "dist";
        StageDeclaration.Into into = declaration().into().orElseThrow();
        assertThat(into.folder()).isEqualTo(PROJECT.resolve("target/classes/static"));
        assertThat(into.part().source()).contains(new TreePath("dist"));
    }

    @Test
    void declarationWhenPhaseAndFolderDoNotGoTogetherSaysSo() {
        stage.commands = List.of("true");
        stage.phase = "compile";
        assertProblem("stage-into-missing", this::declaration);
        stage.phase = null;
        stage.into = "target";
        assertProblem("stage-into-missing", this::declaration);
        stage.phase = "package";
        assertProblem("stage-phase-unknown", this::declaration);
    }

    @Test
    void declarationWhenThereAreSecretsSaysWhereTheyAre() throws Exception {
        stage.commands = List.of("npm ci");
        SecretParameter token = new SecretParameter();
        token.name = "NPM_TOKEN";
        SecretParameter file = new SecretParameter();
        file.name = "NPM_CONFIG_USERCONFIG";
        file.file = "npmrc";
        file.asFile = true;
        file.required = false;
        stage.secrets = List.of(token, file);
        assertThat(((StageDeclaration.Commands) declaration().kind()).setting().secrets())
                .containsEntry("NPM_TOKEN", new Secret(new Secret.Source.Variable("NPM_TOKEN"), false, true))
                .containsEntry(
                        "NPM_CONFIG_USERCONFIG",
                        new Secret(new Secret.Source.File(PROJECT.resolve("npmrc")), true, false));
        token.name = "NPM-TOKEN";
        assertProblem("secret-name-malformed", this::declaration);
    }

    @Test
    void declarationWhenAVariablesNameIsMalformedSaysSo() {
        stage.commands = List.of("npm ci");
        stage.environment = Map.of("NODE-ENV", "production");
        assertProblem("environment-name-malformed", this::declaration);
    }

    @Test
    void declarationWhenAnImageCopiesSaysSo() {
        stage.image = "tools";
        CopyParameter copy = new CopyParameter();
        copy.from = "web";
        copy.target = "/";
        stage.copies = List.of(copy);
        assertProblem("stage-copies-without-commands", this::declaration);
    }

    private StageDeclaration declaration() throws Exception {
        return stage.declaration(PROJECT);
    }
}
