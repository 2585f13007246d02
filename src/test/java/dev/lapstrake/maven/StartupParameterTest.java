package dev.lapstrake.maven;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.startup.StartupChoice;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartupParameterTest {
    @TempDir
    Path folder;

    private final Properties properties = new Properties();

    private StartupParameter written(@Nullable String startup, @Nullable TrainingParameter training) {
        return new StartupParameter(Optional.ofNullable(startup), Optional.ofNullable(training), properties);
    }

    @Test
    void choiceWhenNothingIsSaidIsTheStandard() throws Exception {
        assertThat(written(null, null).choice(folder)).isEqualTo(StartupChoice.STANDARD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cds", "aot", "auto", "none"})
    void choiceWhenATrainingIsWantedOrSwitchedOffIsContent(String startup) throws Exception {
        assertThat(written(startup, new TrainingParameter()).choice(folder).mode())
                .hasToString(startup);
    }

    @Test
    void choiceWhenATrainingIsNotWantedSaysSo() {
        assertThat(assertProblem("training-unused", () -> written(null, new TrainingParameter())
                                .choice(folder))
                        .found())
                .isEqualTo("no <startup>");
        assertThat(assertProblem("training-unused", () -> written("base", new TrainingParameter())
                                .choice(folder))
                        .found())
                .isEqualTo("base");
    }

    @Test
    void choiceWhenTheCommandLineWantsNoTrainingIsContent() throws Exception {
        properties.setProperty("lapstrake.startup", "base");

        assertThat(written("base", new TrainingParameter()).choice(folder).isTrained())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "cds", "aot", "auto"})
    void checkAbsentWhenAnArchiveIsAskedForSaysThatNothingCouldUseIt(String startup) {
        assertThat(assertProblem("startup-impossible", () -> written(startup, null)
                                .checkAbsent())
                        .found())
                .isEqualTo(startup);
    }

    @Test
    void checkAbsentWhenThereIsATrainingSaysThatThereIsNothingToTrain() {
        assertThat(assertProblem("startup-impossible", () -> written(null, new TrainingParameter())
                                .checkAbsent())
                        .found())
                .isEqualTo("<training>");
    }

    @Test
    void checkAbsentWhenNothingIsMeantForThisImageIsContent() throws Exception {
        written(null, null).checkAbsent();
        written("none", new TrainingParameter()).checkAbsent();
        properties.setProperty("lapstrake.startup", "auto");
        written("auto", null).checkAbsent();
    }
}
