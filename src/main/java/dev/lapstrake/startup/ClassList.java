package dev.lapstrake.startup;

import java.util.Collection;
import java.util.List;
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
}
