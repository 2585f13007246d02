package dev.lapstrake.archive;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program of this machine that keeps images, and takes one from its standard input.
 *
 * @param program where it is
 * @param arguments what tells it to
 */
public record Loader(Path program, List<String> arguments) {
    public Loader {
        arguments = List.copyOf(arguments);
    }

    /** The program as people call it. */
    public String name() {
        return String.valueOf(program.getFileName());
    }

    /**
     * Hands over an image.
     *
     * @param scratch a folder for what the program prints
     * @return what it printed, line by line
     * @throws BuildException if it does not take the image
     */
    public List<String> load(ImageArchive image, Path scratch) throws IOException, BuildException {
        Path output = scratch.resolve("output");
        Process process = start(output);
        try {
            send(image, process);
            int code = process.waitFor();
            List<String> lines = new String(Files.readAllBytes(output), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            if (code != 0) {
                throw failed(code, lines);
            }
            return lines;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + name() + " read an image");
        } finally {
            process.destroy();
        }
    }

    private Process start(Path output) throws IOException, BuildException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        try {
            return builder.start();
        } catch (IOException e) {
            throw failed(-1, List.of(String.valueOf(e.getMessage())));
        }
    }

    /** A program that stops reading has had enough, or says why: its exit code tells which. */
    private static void send(ImageArchive image, Process process) throws IOException {
        Pipe pipe = new Pipe(process.getOutputStream());
        try (pipe) {
            image.write(pipe);
        } catch (IOException e) {
            if (!pipe.isBroken()) {
                throw e;
            }
        }
    }

    private BuildException failed(int code, List<String> lines) {
        String words = lines.isEmpty() ? "it said nothing" : String.join(" | ", lines);
        return new Problem(
                        "loader-failed",
                        "<loader> did not take the image" + (code > 0 ? " (exit code " + code + ")" : "") + ": "
                                + words,
                        program + " " + String.join(" ", arguments),
                        "mend what it says; or name another program: -Dlapstrake.load.program=podman")
                .exception();
    }
}
