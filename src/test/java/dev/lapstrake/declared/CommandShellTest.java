package dev.lapstrake.declared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.command.Secrets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CommandShellTest {
    private static Map<String, String> variables(Map<String, String> machine) {
        StageDeclaration.Setting setting =
                new StageDeclaration.Setting(new TreeMap<>(), new TreeMap<>(), List.of(), Duration.ofMinutes(1));
        return new CommandShell("web", setting, machine)
                .settings(Path.of("folder"), Path.of("home"), Secrets.NONE)
                .environment();
    }

    @Test
    void settingsLendOnlyTheSearchPath() {
        assertThat(variables(Map.of("PATH", "/bin", "HOME", "/home/alice", "SECRET", "s")))
                .isEqualTo(Map.of("PATH", "/bin", "HOME", "home"));
    }

    @Test
    void settingsOnWindowsNameTheHomeAsProgramsLookForItThere() {
        Map<String, String> seen =
                variables(Map.of("Path", "C:\\bin", "SystemRoot", "C:\\Windows", "APPDATA", "C:\\Users\\alice"));

        assertThat(seen)
                .containsEntry("Path", "C:\\bin")
                .containsEntry("SystemRoot", "C:\\Windows")
                .containsEntry("APPDATA", "home")
                .containsEntry("USERPROFILE", "home")
                .containsEntry("TEMP", "home");
    }
}
