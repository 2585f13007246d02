package dev.lapstrake.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.Damage;
import dev.lapstrake.log.Origin;
import dev.lapstrake.oci.DamagedBlobException;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of results that a disk or a person changed. */
class DamagedCacheTest {
    @TempDir
    Path folder;

    private final AtomicInteger runs = new AtomicInteger();
    private final Stage lower = new CountedStage("lower", "a", List.of(), runs);
    private final Stage upper = new CountedStage("upper", "b", List.of(lower), runs);

    @Test
    void runWhenAnyFileIsDamagedGivesTheSameResult() throws Exception {
        StageResult right = run();
        for (Damage damage : Damage.values()) {
            for (Path file : Damage.files(folder.resolve("oci"))) {
                damage.to(file);
                StageResult again = run();
                assertThat(again.layer()).as("%s: %s", damage, file).isEqualTo(right.layer());
                assertThat(content(again)).isEqualTo("ba");
            }
        }
    }

    @Test
    void runWhenNothingIsDamagedMakesNothing() throws Exception {
        run();
        assertThat(run().origin()).isEqualTo(Origin.CACHE);
        assertThat(runs).hasValue(2);
    }

    @Test
    void findWhenTheTagIsOfAnothersResultFindsNothing() throws Exception {
        run();
        Layout layout = layout();
        List<Descriptor> entries = layout.index();
        String first = entries.get(0).refName().orElseThrow();
        layout.tag(first, entries.get(1));
        run();
        assertThat(runs).hasValue(3);
    }

    @Test
    void ofCacheWhenTheIndexIsMalformedFindsNothing() throws Exception {
        run();
        Files.writeString(folder.resolve("oci/index.json"), "{");
        assertThat(layout().index()).isEmpty();

        run();
        assertThat(layout().index()).isNotEmpty();
    }

    /** Runs as a build does: what is found damaged is dropped, and made again. */
    private StageResult run() throws Exception {
        Layout layout = layout();
        while (true) {
            try {
                StageResult result =
                        LocalStages.runner(layout, folder).run(List.of(upper)).get(0);
                content(result);
                return result;
            } catch (DamagedBlobException e) {
                layout.delete(e.digest());
            }
        }
    }

    private Layout layout() throws Exception {
        return Layout.ofCache(folder.resolve("oci"));
    }

    private String content(StageResult result) throws Exception {
        Tree tree = result.layer().unpack(layout(), folder.resolve("tar"));
        Entry.File file = (Entry.File) tree.get(CountedStage.FILE).orElseThrow();
        return new String(file.content().bytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
