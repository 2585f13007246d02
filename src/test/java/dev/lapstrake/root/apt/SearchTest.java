package dev.lapstrake.root.apt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchTest {
    private final FakeIndex packages = new FakeIndex();

    @Test
    void chooseWhenThereAreSeveralVersionsTakesTheNewestThatWillDo() throws Exception {
        packages.add("a", "1", "Depends: b")
                .add("old", "1", "Depends: b (<< 2)")
                .add("exact", "1", "Depends: b (= 1)");
        packages.add("b", "1").add("b", "3").add("b", "2").add("b", "2");
        assertThat(packages.version("b", "a")).isEqualTo("3");
        assertThat(packages.version("b", "old")).isEqualTo("1");
        assertThat(packages.version("b", "exact")).isEqualTo("1");
        assertThat(packages.version("b", "b")).isEqualTo("3");
    }

    @Test
    void chooseWhenALaterNeedWantsAnOlderVersionGoesBack() throws Exception {
        packages.add("a", "1", "Depends: b, x | y, c").add("c", "1", "Depends: b (= 1)");
        packages.add("b", "1").add("b", "2", "Depends: d").add("d", "1");
        packages.add("x", "1").add("y", "1");
        assertThat(packages.chosen("a")).containsExactly("a", "b", "c", "x");
        assertThat(packages.version("b", "a")).isEqualTo("1");
    }

    @Test
    void chooseWhenTwoVersionsAreNeededSaysWhichIsInTheWay() throws Exception {
        packages.add("a", "1", "Depends: b (>= 2), c").add("c", "1", "Depends: b (= 1)");
        packages.add("b", "1").add("b", "2");
        assertThat(packages.unsatisfiable("a")).isEqualTo("a -> c -> b (= 1), but b 2 is needed as well");
    }

    @Test
    void chooseWhenARealPackageDoesNotWorkOutTakesAProvider() throws Exception {
        packages.add("a", "1", "Depends: mail (>= 2)")
                .add("mail", "3", "Depends: missing")
                .add("other", "1", "Provides: mail (= 2)");
        assertThat(packages.chosen("a")).containsExactly("a", "other");
    }

    @Test
    void chooseWhenAPackageProvidesWhatItNeedsIsContent() throws Exception {
        packages.add("a", "1", "Depends: virtual, a (= 1)", "Provides: virtual").add("b", "1", "Provides: virtual");
        assertThat(packages.chosen("a")).containsExactly("a");
    }

    @Test
    void chooseWhenDependenciesGoInCirclesEnds() throws Exception {
        packages.add("a", "1", "Depends: b")
                .add("b", "1", "Depends: c | a")
                .add("c", "1", "Depends: a, b, missing | d");
        packages.add("d", "1", "Pre-Depends: c");
        assertThat(packages.chosen("a")).containsExactly("a", "b");
        assertThat(packages.chosen("c")).containsExactly("a", "b", "c", "d");
    }

    @Test
    void chooseWhenTheFailingAlternativeWasPassedOverBeforeShowsTheWayThatCounts() throws Exception {
        packages.add("a", "1", "Depends: broken | good, middle").add("middle", "1", "Depends: broken");
        packages.add("broken", "1", "Depends: missing").add("good", "1");
        assertThat(packages.unsatisfiable("a")).isEqualTo("a -> middle -> broken -> missing");
    }

    @Test
    void chooseWhenEveryWayFailsEndsSoon() throws Exception {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            packages.add("x" + i, "1", "Depends: y").add("z" + i, "1", "Depends: y");
            all.append("x").append(i).append(" | z").append(i).append(", ");
        }
        packages.add("y", "1").add("y", "2", "Depends: y (= 1)").add("a", "1", "Depends: " + all + "y (>= 2)");
        packages.add("b", "1", "Depends: " + all + "missing");
        assertThat(packages.unsatisfiable("a")).startsWith("a -> ").contains("y (= 1)");
        assertThat(packages.unsatisfiable("b")).isEqualTo("b -> missing");
    }

    /** Pigeons and holes, which no search like this is quick at. */
    @Test
    void chooseWhenTheSearchIsExponentialGivesUp() throws Exception {
        int holes = 8;
        for (int hole = 0; hole < holes; hole++) {
            for (int pigeon = 0; pigeon <= holes; pigeon++) {
                packages.add("h" + hole, String.valueOf(pigeon + 1));
            }
        }
        StringBuilder all = new StringBuilder();
        for (int pigeon = 1; pigeon <= holes + 1; pigeon++) {
            for (int hole = 0; hole < holes; hole++) {
                packages.add("p" + pigeon + "-" + hole, "1", "Depends: h" + hole + " (= " + pigeon + ")");
                all.append(hole == 0 ? "" : " | ").append("p" + pigeon + "-" + hole);
            }
            all.append(", ");
        }
        packages.add("a", "1", "Depends: " + all);
        assertThat(packages.unsatisfiable("a")).contains("is needed as well");
    }

    @Test
    void chooseWhenTheChainIsLongDoesNotOverflow() throws Exception {
        for (int i = 0; i < 2000; i++) {
            packages.add("n" + i, "1", "Depends: n" + (i + 1));
        }
        packages.add("n2000", "1");
        assertThat(packages.chosen("n0")).hasSize(2001);
    }
}
