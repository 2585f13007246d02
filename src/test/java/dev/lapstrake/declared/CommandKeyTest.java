package dev.lapstrake.declared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.stage.StageCache;
import dev.lapstrake.stage.StageInputs;
import dev.lapstrake.stage.StageOutput;
import dev.lapstrake.stage.StageResult;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a stage's key covers, and what it does not. */
@DisabledOnOs(OS.WINDOWS)
class CommandKeyTest {
    @TempDir
    Path folder;

    private CacheKey before;

    @BeforeEach
    void fill() throws Exception {
        sample("project");
        before = key(commands("project"));
    }

    private Path sample(String name) throws IOException {
        Path top = Files.createDirectories(folder.resolve(name));
        Files.writeString(Files.createDirectory(top.resolve("src")).resolve("main.js"), "main()");
        Files.writeString(top.resolve("build.sh"), "#!/bin/sh");
        Files.createSymbolicLink(top.resolve("link"), Path.of("src/main.js"));
        return top;
    }

    private Commands commands(String project) {
        return new Commands(folder.resolve(project), folder.resolve("indexes"))
                .line("make")
                .outputs("dist/**")
                .environment("MODE", "production");
    }

    private CacheKey key(Commands commands, FixedStage... others) throws IOException, BuildException {
        Layout layout = Layout.at(folder.resolve("oci"));
        List<StageResult> results = new ArrayList<>();
        for (FixedStage other : others) {
            CacheKey key = other.key(new StageInputs(layout, List.of()));
            results.add(new StageCache(layout).store(other.name(), key, StageOutput.of(other.tree(), Map.of())));
        }
        return commands.stage().key(new StageInputs(layout, results));
    }

    @Test
    void keyWhenTheCheckoutMovesIsTheSame() throws Exception {
        sample("elsewhere/deep");
        assertThat(key(commands("elsewhere/deep"))).isEqualTo(before);
    }

    @Test
    void keyWhenFilesAreTouchedIsTheSame() throws Exception {
        Files.setLastModifiedTime(folder.resolve("project/src/main.js"), FileTime.from(Instant.EPOCH));
        Files.setPosixFilePermissions(
                folder.resolve("project/src/main.js"), PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(key(commands("project"))).isEqualTo(before);
    }

    @Test
    void keyWhenAnotherUserBuildsIsTheSame() throws Exception {
        Commands commands = commands("project")
                .machine("HOME", "/home/other")
                .machine("USER", "other")
                .machine("PATH", "/opt/bin:/bin");
        assertThat(key(commands)).isEqualTo(before);
    }

    @Test
    void keyWhenPatienceDiffersIsTheSame() throws Exception {
        assertThat(key(commands("project").limit(Duration.ofHours(1)))).isEqualTo(before);
    }

    @Test
    void keyWhenAFileThatIsLeftOutDiffersIsTheSame() throws Exception {
        Files.writeString(folder.resolve("project/notes.txt"), "notes");
        assertThat(key(commands("project").without("*.txt"))).isEqualTo(before);
    }

    @Test
    void keyWhenOneByteDiffersIsAnother() throws Exception {
        Files.writeString(folder.resolve("project/src/main.js"), "main[)");
        assertThat(key(commands("project"))).isNotEqualTo(before);
    }

    @Test
    void keyWhenAModeDiffersIsAnother() throws Exception {
        Files.setPosixFilePermissions(folder.resolve("project/build.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(key(commands("project"))).isNotEqualTo(before);
    }

    @Test
    void keyWhenALinkDiffersIsAnother() throws Exception {
        Files.delete(folder.resolve("project/link"));
        Files.createSymbolicLink(folder.resolve("project/link"), Path.of("build.sh"));
        assertThat(key(commands("project"))).isNotEqualTo(before);
    }

    @Test
    void keyWhenAnEmptyFolderComesIsAnother() throws Exception {
        Files.createDirectory(folder.resolve("project/empty"));
        assertThat(key(commands("project"))).isNotEqualTo(before);
    }

    @Test
    void keyWhenTheDeclarationDiffersIsAnother() throws Exception {
        assertThat(key(commands("project").line("make again"))).isNotEqualTo(before);
        assertThat(key(commands("project").outputs("dist/**", "build/**"))).isNotEqualTo(before);
        assertThat(key(commands("project").environment("MODE", "test"))).isNotEqualTo(before);
        assertThat(key(commands("project").environment("OTHER", ""))).isNotEqualTo(before);
    }

    @Test
    void keyWhenASecretsValueDiffersIsTheSame() throws Exception {
        CacheKey one = key(commands("project").secret("TOKEN").machine("TOKEN", "one"));
        assertThat(key(commands("project").secret("TOKEN").machine("TOKEN", "two")))
                .isEqualTo(one);
        assertThat(key(commands("project").secret("TOKEN"))).isEqualTo(one).isNotEqualTo(before);
    }

    @Test
    void keyWhenAToolSaysAnotherVersionIsAnother() throws Exception {
        Path version = Files.writeString(folder.resolve("version"), "v1");
        CacheKey one = key(commands("project").tool("cat " + version));
        assertThat(key(commands("project").tool("cat " + version))).isEqualTo(one);
        Files.writeString(version, "v2");
        assertThat(key(commands("project").tool("cat " + version))).isNotEqualTo(one);
    }

    @Test
    void keyWhenAToolWritesIntoItsHomeLeavesTheInputsAlone() throws Exception {
        CacheKey key = key(commands("project").tool("test -f build.sh && echo log > \"$HOME/log\""));
        assertThat(folder.resolve("project/log")).doesNotExist();
        assertThat(key).isNotEqualTo(before);
    }

    @Test
    void keyWhenAnotherStageOrTheCopyDiffersIsAnother() throws Exception {
        FixedStage one = new FixedStage("library", Tree.of(Map.of(new TreePath("x"), Entry.file("1"))));
        FixedStage two = new FixedStage("library", Tree.of(Map.of(new TreePath("x"), Entry.file("2"))));
        CacheKey key = key(commands("project").copy(one, copy("x", "y")), one);
        assertThat(key(commands("project").copy(one, copy("/x", "/y")), one))
                .isEqualTo(key)
                .isNotEqualTo(before);
        assertThat(key(commands("project").copy(two, copy("x", "y")), two)).isNotEqualTo(key);
        assertThat(key(commands("project").copy(one, copy("x", "z")), one)).isNotEqualTo(key);
    }

    private static Copy copy(String source, String target) throws BuildException {
        return new CopyText("library", source, target, null, null).parse();
    }
}
