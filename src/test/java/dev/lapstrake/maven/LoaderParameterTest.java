package dev.lapstrake.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.archive.LoaderChoice;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class LoaderParameterTest {
    private final LoaderParameter loader = new LoaderParameter();
    private final Properties properties = new Properties();

    @Test
    void choiceWhenNothingIsSaidLeavesItOpen() {
        assertThat(loader.choice(properties)).isEqualTo(new LoaderChoice(Optional.empty(), List.of()));
    }

    @Test
    void choiceWhenPropertiesSaySomethingTakesThatOverThePom() {
        loader.program = "docker";
        loader.arguments = List.of("load");
        assertThat(loader.choice(properties)).isEqualTo(new LoaderChoice(Optional.of("docker"), List.of("load")));
        properties.setProperty("lapstrake.load.program", "podman");
        properties.setProperty("lapstrake.load.arguments", "--storage-driver overlay load");
        assertThat(loader.choice(properties))
                .isEqualTo(new LoaderChoice(Optional.of("podman"), List.of("--storage-driver", "overlay", "load")));
    }
}
