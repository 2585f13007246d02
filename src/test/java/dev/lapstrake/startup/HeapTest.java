package dev.lapstrake.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HeapTest {
    @Test
    void withoutLeavesOutWhatSaysSomethingOfHeapAndCollector() {
        assertThat(Heap.without(List.of(
                        "-XX:MaxRAMPercentage=75",
                        "-XX:+UseSerialGC",
                        "-XX:-UseParallelGC",
                        "-Xms2g",
                        "-Xmx2g",
                        "-XX:MaxHeapSize=1g",
                        "-XX:InitialRAMPercentage=10",
                        "-Xshare:off",
                        "-XX:TieredStopAtLevel=1",
                        "-Xss512k",
                        "-Dfile.encoding=UTF-8")))
                .containsExactly("-XX:TieredStopAtLevel=1", "-Xss512k", "-Dfile.encoding=UTF-8");
    }

    @Test
    void withoutKeepsTheOtherOptionsOfVariables() {
        assertThat(Heap.without(new TreeMap<>(Map.of("JAVA_TOOL_OPTIONS", "-Da=b -XX:+UseZGC -Xmx1g", "A", "-Xmx1g"))))
                .isEqualTo(Map.of("JAVA_TOOL_OPTIONS", "-Da=b", "A", "-Xmx1g"));
    }
}
