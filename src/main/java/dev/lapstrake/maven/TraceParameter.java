package dev.lapstrake.maven;

import java.nio.file.Path;

/** What the user says of a trace: that one is wanted, and maybe where. */
final class TraceParameter {
    private TraceParameter() {}

    static boolean isWanted(String trace) {
        return !trace.strip().equals("false");
    }

    /**
     * Where the trace is to be written.
     *
     * @param folder of the project
     * @param output the folder for what has no other place
     */
    static Path file(String trace, Path folder, Path output) {
        return switch (trace.strip()) {
            case "", "true" -> output.resolve("trace.json");
            default -> folder.resolve(trace.strip());
        };
    }
}
