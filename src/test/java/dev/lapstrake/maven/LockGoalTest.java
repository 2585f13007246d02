package dev.lapstrake.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockGoalTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "lapstrake:lock",
                "lapstrake:0.1:lock",
                "lapstrake:lock@pinned",
                "dev.lapstrake:lapstrake-maven-plugin:lock",
                "dev.lapstrake:lapstrake-maven-plugin:0.1.0-SNAPSHOT:lock"
            })
    void makesLockWhenTheGoalIsCalledByAnyNameIsTrue(String goal) {
        assertThat(StagedMojo.makesLock(List.of("package", goal))).isTrue();
    }

    @Test
    void makesLockWhenOtherGoalsAreCalledIsFalse() {
        assertThat(StagedMojo.makesLock(List.of("package", "lapstrake:build", "yarn:lock", "lock")))
                .isFalse();
    }
}
