package dev.lapstrake.runtime;

import dev.lapstrake.files.FolderFiles;
import dev.lapstrake.files.FolderState;
import dev.lapstrake.files.Patterns;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * A JDK on this machine that runtimes are linked from.
 *
 * @param home its folder
 * @param platform what its programs run on, and what is linked from its own modules
 * @param release the Java release: 17, 21, 25
 * @param version the full version, as {@code java.version} says it
 * @param library the C library that its programs are made for, {@code gnu} or {@code musl}; empty if it does not say
 */
public record Jdk(Path home, Platform platform, int release, String version, String library) {
    /** The first release that links without {@code jmods}, if it was built so (JEP 493). */
    private static final int LINKS_FROM_IMAGE = 24;

    static final String JMODS = "jmods";

    private static final String FIX =
            "run Maven with a whole JDK (on Debian the package openjdk-17-jdk-headless), name one"
                    + " in toolchains.xml, or name an image with a Java runtime in <base>";

    /**
     * Looks at a JDK, which may be for another platform.
     *
     * @throws BuildException if the folder holds none
     */
    public static Jdk at(Path home) throws IOException, BuildException {
        Path releaseFile = home.resolve("release");
        if (!Files.isRegularFile(releaseFile)) {
            throw withoutJlink(home);
        }
        Properties properties = properties(releaseFile);
        String version = word(properties, "JAVA_VERSION");
        return new Jdk(home, platform(properties), release(version), version, word(properties, "LIBC"));
    }

    /**
     * Looks at a JDK that is to link on this machine.
     *
     * @throws BuildException if the folder holds no JDK that can
     */
    public static Jdk linkerAt(Path home) throws IOException, BuildException {
        Jdk jdk = at(home);
        if (!Files.isExecutable(JdkTool.path(home, "jlink"))) {
            throw withoutJlink(home);
        }
        if (jdk.release() < LINKS_FROM_IMAGE && !hasJmods(home)) {
            throw withoutJmods(home);
        }
        return jdk;
    }

    /**
     * Changes when anything does that a runtime is linked from. A JDK without {@code jmods} compares its own files with
     * those that it was built with, as it links (JEP 493).
     */
    public Digest identity(FolderFiles files) throws IOException, BuildException {
        FolderState sources = hasJmods(home)
                ? files.read(home.resolve(JMODS), Patterns.ALL)
                : files.read(home.resolve("lib"), new Patterns(List.of("modules"), List.of()));
        return Digest.of(Files.readString(home.resolve("release")) + sources.states());
    }

    /** True if its programs, and what is linked from them, run in a root of Debian. */
    public boolean suitsDebian() {
        return !library.equals("musl");
    }

    /** The full version of a JDK, or of a runtime that was linked. */
    static String version(Path home) throws IOException {
        return word(properties(home.resolve("release")), "JAVA_VERSION");
    }

    private static Properties properties(Path release) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(release)) {
            properties.load(reader);
        }
        return properties;
    }

    private static String word(Properties properties, String name) {
        return properties.getProperty(name, "").replace("\"", "");
    }

    /** A JDK says what it runs on in words of its own. One that says nothing is taken to be at home here. */
    private static Platform platform(Properties properties) {
        String os = word(properties, "OS_NAME");
        String architecture = word(properties, "OS_ARCH");
        return os.isEmpty() || architecture.isEmpty() ? Platform.ofThisMachine() : Platform.ofJava(os, architecture);
    }

    private static boolean hasJmods(Path home) {
        return Files.isDirectory(home.resolve(JMODS));
    }

    /** Asks a JDK without jmods whether it was built to link from its own image (JEP 493); that takes a moment. */
    void checkLinks() throws IOException, BuildException {
        if (!hasJmods(home) && !JdkTool.run(this, "jlink", List.of("--help")).contains("run-time image enabled")) {
            throw withoutJmods(home);
        }
    }

    private static int release(String version) {
        String first = version.split("[.+-]", 2)[0];
        return first.matches("\\d{1,4}") ? Integer.parseInt(first) : 0;
    }

    private static BuildException withoutJlink(Path home) {
        return new Problem(
                        "jdk-without-jlink", "The JDK has no jlink, so it can't link a runtime.", home.toString(), FIX)
                .exception();
    }

    private static BuildException withoutJmods(Path home) {
        return new Problem(
                        "jdk-without-jmods", "The JDK has no jmods, so it can't link a runtime.", home.toString(), FIX)
                .exception();
    }
}
