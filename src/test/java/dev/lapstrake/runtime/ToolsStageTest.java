package dev.lapstrake.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.oci.Layout;
import dev.lapstrake.stage.StageInputs;
import dev.lapstrake.stage.StageOutput;
import dev.lapstrake.tree.TreePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
class ToolsStageTest {
    @TempDir
    Path folder;

    /** The script stands in for a jlink, and tells the modules that it was asked for. */
    @Test
    void runLinksOnlyTheToolsOfTheSameJdk() throws Exception {
        fakeJdk("""
                while [ "$1" != --add-modules ]; do shift; done
                modules=$2
                while [ "$1" != --output ]; do shift; done
                /bin/mkdir -p "$2/bin" "$2/lib"
                for file in bin/java bin/keytool bin/jcmd bin/jfr lib/libattach.so; do echo "$file" > "$2/$file"; done
                echo "$modules" > "$2/lib/asked-for-$modules"
                echo 'JAVA_VERSION="17.0.2"' > "$2/release"
                """);
        StageOutput output = stage("java.base").run(none(), folder);
        assertThat(output.tree().entries().keySet())
                .extracting(TreePath::value)
                .contains("opt/java-tools/bin/jcmd", "opt/java-tools/bin/jfr", "opt/java-tools/bin/attach")
                .contains("opt/java-tools/lib/libattach.so", "opt/java-tools/lib/asked-for-jdk.jcmd,jdk.jfr")
                .doesNotContain("opt/java-tools/bin/java", "opt/java-tools/bin/keytool");
        assertThat(output.facts().get("summary")).startsWith("Java 17.0.2");
    }

    @Test
    void keyIsThatOfTheJdkAndNotOfTheImagesModules() throws Exception {
        fakeJdk("exit 0");
        Object key = stage("java.base").key(none());
        assertThat(stage("java.sql").key(none())).isEqualTo(key);
        Files.writeString(folder.resolve("jmods/java.base.jmod"), "others");
        assertThat(stage("java.base").key(none())).isNotEqualTo(key);
    }

    private ToolsStage stage(String module) throws Exception {
        return new ToolsStage(new FakeJdk(folder).stage(module, RuntimeExtras.NONE));
    }

    private void fakeJdk(String script) throws Exception {
        Files.createDirectories(folder.resolve("jmods"));
        FakeJdk.in(folder, "17.0.1", script);
    }

    private StageInputs none() throws Exception {
        return new StageInputs(Layout.at(folder.resolve("oci")), List.of());
    }
}
