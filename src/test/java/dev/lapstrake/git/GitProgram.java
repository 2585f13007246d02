package dev.lapstrake.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The git program in a repository of its own, whatever its user's configuration says. */
public record GitProgram(Path folder) {
    /** Makes a repository whose branch is {@code main}. A test is passed over where there is no git. */
    public static GitProgram init(Path folder, String... options) throws IOException, InterruptedException {
        GitProgram git = new GitProgram(Files.createDirectories(folder));
        List<String> arguments = new ArrayList<>(List.of("init", "-q", "-b", "main"));
        arguments.addAll(Arrays.asList(options));
        try {
            git.run(arguments.toArray(String[]::new));
        } catch (IOException e) {
            Assumptions.abort("no git here: " + e.getMessage());
        }
        return git;
    }

    /** Makes a commit without files, and gives its name. */
    public String commit() throws IOException, InterruptedException {
        run("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "--allow-empty", "-m", "x");
        return run("rev-parse", "HEAD").strip();
    }

    /** Runs a command of git, and gives what it printed. */
    public String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_COMMITTER_NAME", "a");
        builder.environment().put("GIT_COMMITTER_EMAIL", "a@example.com");
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
