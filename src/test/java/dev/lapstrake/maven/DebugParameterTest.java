package dev.lapstrake.maven;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.build.DebugChoice;
import dev.lapstrake.problem.BuildException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class DebugParameterTest {
    private final DebugParameter debug = new DebugParameter();
    private final Properties properties = new Properties();

    @Test
    void choiceWhenNothingIsSaidIsNone() throws Exception {
        assertThat(choice()).isEqualTo(DebugChoice.NONE);
    }

    @Test
    void choiceWhenTextSaysYesIsAShell() throws Exception {
        debug.set("true");
        assertThat(choice()).isEqualTo(DebugChoice.SHELL);
        debug.set("false");
        assertThat(choice()).isEqualTo(DebugChoice.NONE);
    }

    @Test
    void choiceWhenJdkIsInsideHasItsTools() throws Exception {
        debug.jdk = "true";
        assertThat(choice()).isEqualTo(DebugChoice.SHELL_AND_JDK);
        debug.jdk = "false";
        assertThat(choice()).isEqualTo(DebugChoice.SHELL);
    }

    @Test
    void choiceWhenTheCommandLineSaysOtherwiseFollowsIt() throws Exception {
        debug.jdk = "true";
        properties.setProperty("lapstrake.debug", "false");
        assertThat(choice()).isEqualTo(DebugChoice.NONE);
        properties.setProperty("lapstrake.debug", "");
        properties.setProperty("lapstrake.debug.jdk", "false");
        assertThat(choice()).isEqualTo(DebugChoice.SHELL);
        properties.setProperty("lapstrake.debug.jdk", "true");
        assertThat(choice()).isEqualTo(DebugChoice.SHELL_AND_JDK);
    }

    @Test
    void choiceWhenTextIsNeitherYesNorNoSaysSo() {
        debug.set("jdk");
        assertProblem("debug-unknown", this::choice);
    }

    private DebugChoice choice() throws BuildException {
        return debug.choice(properties);
    }
}
