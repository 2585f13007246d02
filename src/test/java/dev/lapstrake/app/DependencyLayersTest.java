package dev.lapstrake.app;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.app.Dependency.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DependencyLayersTest {
    private static final int BIG = 600_000;

    @TempDir
    Path folder;

    private Dependency dependency(String artifact, String version, int size) throws IOException {
        Path jar = Files.write(folder.resolve(artifact + "-" + version + ".jar"), new byte[size]);
        return new Dependency("g", artifact, version, "", jar, Origin.RELEASE);
    }

    private List<Dependency> small(int count) throws IOException {
        List<Dependency> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(dependency("small-" + i, "1", 10));
        }
        return all;
    }

    /** The name of each artifact's layer. */
    private static Map<String, String> places(DependencyLayers layers, List<Dependency> all) throws IOException {
        return layers.spread(all).entrySet().stream()
                .flatMap(layer -> layer.getValue().stream().map(one -> Map.entry(one.identity(), layer.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    void spreadIsTheSameWhateverComesAndGoesBeside() throws Exception {
        List<Dependency> all = small(60);
        all.add(dependency("big", "1", BIG));
        Map<String, String> before = places(DependencyLayers.STANDARD, all);
        Map<String, String> after = places(DependencyLayers.STANDARD, all.subList(7, all.size()));
        assertThat(before).containsAllEntriesOf(after);
        assertThat(Set.copyOf(before.values())).hasSizeBetween(12, 48);
    }

    @Test
    void spreadIsTheSameOnEveryMachineAndForEveryVersion() throws Exception {
        Map<String, String> one = places(DependencyLayers.STANDARD, small(3));
        assertThat(one)
                .isEqualTo(Map.of(
                        "g:small-0",
                        "dependencies 20",
                        "g:small-1",
                        "dependencies 24",
                        "g:small-2",
                        "dependencies 17"));
        Dependency raised = dependency("small-1", "2", 11);
        assertThat(places(DependencyLayers.STANDARD, List.of(small(1).get(0), raised)))
                .containsEntry("g:small-1", one.get("g:small-1"));
    }

    @Test
    void spreadGivesBigJarsALayerEachAsFarAsThereAreLayers() throws Exception {
        List<Dependency> all = small(10);
        for (int i = 0; i < 6; i++) {
            all.add(dependency("big-" + i, "1", BIG + i));
        }
        Map<String, String> places = places(new DependencyLayers(8), all);
        assertThat(places)
                .containsEntry("g:big-5", "dependency g:big-5")
                .containsEntry("g:big-2", "dependency g:big-2");
        assertThat(places.get("g:big-1")).startsWith("dependencies 0");
        assertThat(Set.copyOf(places.values())).hasSizeLessThanOrEqualTo(8);
    }

    @Test
    void spreadOverOneLayerHasAllInIt() throws Exception {
        assertThat(new DependencyLayers(1).spread(small(5)).keySet()).containsExactly("dependencies");
        assertThat(DependencyLayers.STANDARD.spread(small(1)).keySet()).containsExactly("dependencies");
        assertThat(DependencyLayers.STANDARD.spread(List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "", "many", "-1", "1.5"})
    void parseWhenItIsNoNumberOfLayersSaysSo(String text) {
        assertProblem("dependency-layers-malformed", () -> DependencyLayers.parse(text));
    }

    @Test
    void parseTakesANumber() throws Exception {
        assertThat(DependencyLayers.parse("48")).isEqualTo(DependencyLayers.STANDARD);
    }
}
