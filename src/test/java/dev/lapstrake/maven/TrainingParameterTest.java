package dev.lapstrake.maven;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.startup.StartupChoice;
import dev.lapstrake.startup.Training;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingParameterTest {
    @TempDir
    Path folder;

    private final TrainingParameter training = new TrainingParameter();
    private final Properties properties = new Properties();

    private StartupChoice choice() throws Exception {
        return training.choice(StartupChoice.Mode.AUTO, folder, properties);
    }

    private void readyAt(String address) {
        training.ready = new TrainingParameter.Ready();
        training.ready.http = address;
    }

    @Test
    void choiceWhenNothingIsSaidIsTheStandard() throws Exception {
        assertThat(training.choice(StartupChoice.Mode.STANDARD, folder, properties))
                .isEqualTo(StartupChoice.STANDARD);
    }

    @Test
    void choiceTakesWhatIsDeclared() throws Exception {
        readyAt("http://localhost:{port}/health");
        training.requests = List.of("GET /orders");
        training.environment = Map.of("PORT", "{port}");
        training.arguments = List.of("--quiet");
        training.timeout = "2m";
        training.covers = "application";

        StartupChoice choice = choice();

        assertThat(choice.coversAll()).isTrue();
        Training made = choice.training();
        assertThat(made.ready()).contains("http://localhost:{port}/health");
        assertThat(made.requests()).hasSize(1);
        assertThat(made.environment()).containsEntry("PORT", "{port}");
        assertThat(made.arguments()).containsExactly("--quiet");
        assertThat(made.timeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(made.isRequired()).isTrue();
    }

    @Test
    void choiceWhenTheCommandLineDoesWithoutIsNotRequired() throws Exception {
        properties.setProperty("lapstrake.training.required", "false");
        assertThat(choice().training().isRequired()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:8080",
                "https://localhost/",
                "http://example.org/",
                "http://localhost.example.org/",
                "http://localhost:port/",
                "http://localhost:80 80/"
            })
    void choiceWhenReadyIsNoAddressOfThisMachineSaysSo(String address) {
        readyAt(address);
        assertProblem("training-ready-unknown", this::choice);
    }

    @Test
    void choiceWhenNothingTellsWhenToSendSaysSo() {
        training.requests = List.of("GET /");
        assertProblem("training-ready-unknown", this::choice);
    }

    @Test
    void choiceWhenWhatIsCoveredIsUnknownSaysSo() {
        training.covers = "all";
        assertProblem("training-covers-unknown", this::choice);
    }
}
