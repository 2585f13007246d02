package dev.lapstrake.startup;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.List;
import java.util.stream.Stream;

/** What kind of program the JVM is set for. {@code docs/startup.md} has the figures. */
public enum JvmProfile {
    /** One that goes on running: nothing but what holds for any container. */
    SERVICE,

    /** One that soon ends: code is compiled once, quickly, and one thread collects what little garbage there is. */
    JOB;

    /**
     * What an operator would set: most of the container's memory for the heap, an end instead of a half-dead process when
     * memory runs out, and UTF-8 on JDK 17 too (JEP 400 made it the default in 18).
     */
    private static final List<String> ALWAYS =
            List.of("-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8");

    private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** Reads a profile as a user writes it: {@code service} or {@code job}. */
    public static JvmProfile parse(String text) throws BuildException {
        return switch (text.strip()) {
            case "service" -> SERVICE;
            case "job" -> JOB;
            default ->
                throw new Problem(
                                "profile-unknown",
                                "<profile> names a kind of program that there is not.",
                                text,
                                "write <profile>service</profile> for one that goes on running, or"
                                        + " <profile>job</profile> for one that soon ends")
                        .exception();
        };
    }

    /**
     * The options of the JVM.
     *
     * @param flags the user's, which come last, so that they count where both say something
     */
    public List<String> options(List<String> flags) {
        List<String> own = this == JOB ? QUICK : List.of();
        return Stream.of(ALWAYS, own, flags).flatMap(List::stream).toList();
    }
}
