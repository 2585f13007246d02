package dev.lapstrake.startup;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a JVM wrote of the classes that it has loaded, without what is another in each run. */
final class ClassList {
    private static final String LAMBDA = "@lambda";

    private ClassList() {}

    /** The lines that name classes, sorted, and then those of lambdas, which need the classes. */
    static List<String> normalised(Collection<String> written) {
        Stream<String> classes = written.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("@"))
                .map(line -> line.replaceFirst(" id: .*", ""))
                .sorted()
                .distinct();
        Stream<String> lambdas = written.stream()
                .filter(line -> line.startsWith(LAMBDA))
                .sorted()
                .distinct();
        return Stream.concat(classes, lambdas).toList();
    }

    /** True if runs so far can't say what most runs load: one says nothing of others, and two may contradict each other. */
    static boolean isInDoubt(List<List<String>> runs) {
        return runs.size() == 1 || (runs.size() == 2 && !runs.get(0).equals(runs.get(1)));
    }

    /** What most of the runs have loaded: threads that race make the rest another in each. */
    static List<String> common(List<List<String>> runs) {
        Map<String, Long> counts =
                runs.stream().flatMap(List::stream).collect(Collectors.groupingBy(line -> line, Collectors.counting()));
        return normalised(counts.entrySet().stream()
                .filter(line -> line.getValue() * 2 > runs.size())
                .map(Map.Entry::getKey)
                .toList());
    }
}
