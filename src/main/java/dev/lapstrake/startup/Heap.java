package dev.lapstrake.startup;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a JVM is told of its heap, its collector and its compilers while an archive is made. */
final class Heap {
    /** To be put before the image's own options: most of a large machine's memory is more than few containers have. */
    static final String BOUND = "-XX:MaxRAM=2g";

    /** Of the collectors only G1 can be in force when all of an archive is made, and with this heap every machine has it. */
    static final List<String> DUMP = List.of("-XX:+UseG1GC", "-Xmx1g", "-Xshare:dump");

    /**
     * So that each run loads the same classes: those that a collection calls for, and those in the signature of what the
     * second compiler compiles, which the JVM loads for it, are loaded at another time, or not at all.
     */
    static final List<String> QUIET =
            List.of("-XX:+UseSerialGC", "-Xms1g", "-Xmn768m", "-Xmx2g", "-XX:TieredStopAtLevel=1");

    private static final Pattern OWN = Pattern.compile(
            "-Xm[snx].*|-Xshare:.*|-XX:[+-](Use\\w*GC|TieredCompilation)|-XX:(Initial|Max|Min)?(RAM|Heap|New)(Size|Percentage|Fraction).*|-XX:MaxRAM=.*");

    /** Variables whose options a JVM and its launcher take (JDK tool guide, "java"). */
    private static final List<String> VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

    private Heap() {}

    /** Options without those that say something of heap and collector. */
    static List<String> without(List<String> options) {
        return options.stream().filter(option -> !OWN.matcher(option).matches()).toList();
    }

    /** An environment whose options say nothing of heap and collector. */
    static SortedMap<String, String> without(SortedMap<String, String> environment) {
        SortedMap<String, String> left = new TreeMap<>(environment);
        VARIABLES.forEach(name -> left.computeIfPresent(
                name, (same, options) -> String.join(" ", without(List.of(options.split("\\s+"))))));
        return left;
    }
}
