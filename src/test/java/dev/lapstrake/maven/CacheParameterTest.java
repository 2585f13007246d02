package dev.lapstrake.maven;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.build.CacheChoice;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class CacheParameterTest {
    private final CacheParameter cache = new CacheParameter();
    private final Properties properties = new Properties();

    @Test
    void choiceWhenNothingIsSaidIsThisMachineAlone() throws Exception {
        assertThat(choice(Map.of())).isEqualTo(CacheChoice.LOCAL);
    }

    @Test
    void choiceWhenPushIsForCiPushesOnlyThere() throws Exception {
        cache.image = "registry.example.com/team/cache";
        assertThat(remote(Map.of()).push()).isFalse();
        assertThat(remote(Map.of("CI", "false")).push()).isFalse();
        assertThat(remote(Map.of("CI", "true")).push()).isTrue();
        assertThat(remote(Map.of("CI", "1")).push()).isTrue();
    }

    @Test
    void choiceWhenThePropertySaysOtherwiseTakesIt() throws Exception {
        cache.push = "false";
        properties.setProperty("lapstrake.cache.image", "localhost:5000/cache");
        properties.setProperty("lapstrake.cache.push", "true");
        properties.setProperty("lapstrake.cache.wait", "3s");
        properties.setProperty("lapstrake.cache.limit", "1GB");
        assertThat(remote(Map.of()).repository()).hasToString("localhost:5000/cache");
        assertThat(remote(Map.of()).push()).isTrue();
        assertThat(remote(Map.of()).patience()).isEqualTo(Duration.ofSeconds(3));
        assertThat(choice(Map.of()).limit()).isEqualTo(1_000_000_000);
    }

    @Test
    void choiceWhenPushIsUnknownSaysSo() {
        cache.push = "maybe";
        assertProblem("cache-push-unknown", () -> choice(Map.of()));
    }

    private CacheChoice.Remote remote(Map<String, String> environment) throws Exception {
        return choice(environment).remote().orElseThrow();
    }

    private CacheChoice choice(Map<String, String> environment) throws Exception {
        return cache.choice(properties, environment);
    }
}
