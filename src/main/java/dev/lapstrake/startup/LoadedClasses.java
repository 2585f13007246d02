package dev.lapstrake.startup;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the classes of a run came from.
 *
 * @param fromArchive how many the JVM took from an archive
 * @param all how many it has loaded
 */
record LoadedClasses(long fromArchive, long all) {
    private static final String FROM = " source: ";
    private static final String ARCHIVE = FROM + "shared objects file";

    /** The option that has a JVM write a log of it. */
    static String option(Path log) {
        return "-Xlog:class+load:file=\"" + log + "\":none:filecount=0";
    }

    /**
     * These, if the archive is of use.
     *
     * @param output what the run has printed
     */
    LoadedClasses checked(Path output) throws BuildException {
        if (fromArchive == 0) {
            throw new Problem(
                            "startup-unused",
                            "The JVM takes no class from the archive that <startup> has made.",
                            output.toString(),
                            "write <startup>base</startup>, or take out of <jvmFlags> what forbids archives")
                    .exception();
        }
        return this;
    }

    static LoadedClasses in(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            List<String> loads = lines.filter(line -> line.contains(FROM)).toList();
            return new LoadedClasses(
                    loads.stream().filter(line -> line.contains(ARCHIVE)).count(), loads.size());
        }
    }
}
