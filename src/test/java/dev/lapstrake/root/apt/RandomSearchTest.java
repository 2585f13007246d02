package dev.lapstrake.root.apt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The search beside one that tries every selection, over archives made by chance. */
class RandomSearchTest {
    private static final int ARCHIVES = 200;
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");
    private static final List<String> BOUNDS = List.of("", "", " (>= 2)", " (= 1)", " (<< 2)");
    private static final List<String> PROVIDED = List.of("", "", "v", "v (= 1)", "v (= 2)", "a (= 1)");

    private final Random random = new Random(7);

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String wanted() {
        String name = random.nextInt(4) == 0 ? "v" : one(NAMES);
        return name + one(BOUNDS);
    }

    private String fields() {
        StringBuilder fields = new StringBuilder("Provides: " + one(PROVIDED) + "\nDepends: ");
        for (int i = random.nextInt(4); i > 0; i--) {
            fields.append(wanted())
                    .append(random.nextBoolean() ? " | " + wanted() : "")
                    .append(", ");
        }
        return fields.toString();
    }

    private PackageIndex archive() throws IOException {
        FakeIndex packages = new FakeIndex();
        for (String name : NAMES) {
            for (int version = 1 + random.nextInt(2); version > 0; version--) {
                packages.add(name, String.valueOf(version), fields());
            }
        }
        return packages.index();
    }

    /** True if a selection can be made bigger until it is closed under what its packages need. */
    private static boolean canBeClosed(PackageIndex index, List<Candidate> selection, int next) {
        if (next == NAMES.size()) {
            return isClosed(selection);
        }
        if (canBeClosed(index, selection, next + 1)) {
            return true;
        }
        String name = NAMES.get(next);
        return selection.stream().noneMatch(candidate -> candidate.name().equals(name))
                && index.candidates(Dependency.on(name)).stream()
                        .filter(candidate -> candidate.name().equals(name))
                        .anyMatch(candidate -> canBeClosed(index, with(selection, candidate), next + 1));
    }

    private static List<Candidate> with(List<Candidate> selection, Candidate candidate) {
        List<Candidate> more = new ArrayList<>(selection);
        more.add(candidate);
        return more;
    }

    private static boolean isClosed(Collection<Candidate> selection) {
        return selection.stream()
                .flatMap(candidate -> candidate.depends().stream())
                .allMatch(clause -> clause.stream()
                        .anyMatch(wanted -> selection.stream().anyMatch(candidate -> candidate.meets(wanted))));
    }

    private static Candidate candidate(PackageIndex index, DebianPackage origin) {
        return index.candidates(Dependency.on(origin.name())).stream()
                .filter(candidate -> candidate.origin().equals(origin))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFound(PackageIndex index) {
        try {
            Collection<DebianPackage> chosen =
                    new Resolver(index, Set.of()).choose(List.of("a")).values();
            assertThat(isClosed(chosen.stream()
                            .map(origin -> candidate(index, origin))
                            .toList()))
                    .isTrue();
            return true;
        } catch (BuildException e) {
            return false;
        }
    }

    @Test
    void chooseWhenThereIsAWayFindsOne() throws Exception {
        int found = 0;
        for (int i = 0; i < ARCHIVES; i++) {
            PackageIndex index = archive();
            Candidate wish = index.find("a").orElseThrow();
            boolean isThere = canBeClosed(index, List.of(wish), 0);
            assertThat(isFound(index)).as("archive %d", i).isEqualTo(isThere);
            found += isThere ? 1 : 0;
        }
        assertThat(found).as("archives of both kinds").isBetween(ARCHIVES / 10, ARCHIVES * 9 / 10);
    }
}
