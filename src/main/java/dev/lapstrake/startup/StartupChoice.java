package dev.lapstrake.startup;

import dev.lapstrake.app.Packing;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How an application is to be made to start faster.
 *
 * @param coversAll true if an archive is to have the project's own classes too, and to be made again when these change
 */
public record StartupChoice(Mode mode, boolean coversAll, Training training) {
    /** The first release whose archives are the same bytes each time. */
    private static final int REPRODUCIBLE = 21;

    private static final int FIRST_AOT = 25;

    /** Nothing but what costs nothing. */
    public static final StartupChoice STANDARD = new StartupChoice(Mode.STANDARD, false, Training.NONE);

    /** Nothing at all. */
    public static final StartupChoice NONE = new StartupChoice(Mode.NONE, false, Training.NONE);

    /** What users can ask for. */
    public enum Mode {
        /** The runtime's own archive, where it comes out the same bytes each time. */
        STANDARD,
        NONE,
        BASE,
        CDS,
        AOT,
        /** The fastest that the JDK has. */
        AUTO;

        /** Reads a mode as a user writes it. */
        public static Mode parse(String text) throws BuildException {
            for (Mode mode : values()) {
                if (mode != STANDARD && mode.toString().equals(text.strip())) {
                    return mode;
                }
            }
            throw new Problem(
                            "startup-unknown",
                            "<startup> asks for an archive of a kind that is none.",
                            text,
                            "write one of "
                                    + Arrays.stream(values())
                                            .filter(mode -> mode != STANDARD)
                                            .map(Mode::toString)
                                            .collect(Collectors.joining(", ")))
                    .exception();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** True if the user wants an archive, and not only what comes by itself. */
    public boolean isAskedFor() {
        return mode != Mode.STANDARD && mode != Mode.NONE;
    }

    /** True if the application is to be run for an archive. */
    public boolean isTrained() {
        return mode == Mode.CDS || mode == Mode.AOT || mode == Mode.AUTO;
    }

    /** True if archives of a release of Java are the same bytes whenever they are made. */
    static boolean isReproducible(int release) {
        return release >= REPRODUCIBLE;
    }

    /** True if the runtime of a release gets an archive of its own; one of the application has its classes too. */
    public boolean wantsBase(int release) {
        return mode == Mode.BASE || (mode == Mode.STANDARD && isReproducible(release));
    }

    /**
     * The archive for the application.
     *
     * @param release of Java
     */
    public Optional<ArchiveKind> archive(int release) throws BuildException {
        return switch (mode) {
            case STANDARD, NONE, BASE -> Optional.empty();
            case CDS -> Optional.of(ArchiveKind.CDS);
            case AOT -> Optional.of(aot(release));
            case AUTO -> Optional.of(release < FIRST_AOT ? ArchiveKind.CDS : ArchiveKind.AOT);
        };
    }

    private static ArchiveKind aot(int release) throws BuildException {
        if (release < FIRST_AOT) {
            throw new Problem(
                            "startup-too-old",
                            "<startup>aot</startup> needs Java " + FIRST_AOT + ", and the runtime is of an older one.",
                            "Java " + release,
                            "run Maven with JDK " + FIRST_AOT + ", or write <startup>cds</startup>, or auto")
                    .exception();
        }
        return ArchiveKind.AOT;
    }

    /** The form that the project's own classes must have for the archive. */
    public Packing packing(int release) throws BuildException {
        Optional<ArchiveKind> kind = archive(release);
        if (kind.isEmpty()) {
            return Packing.FOLDERS;
        }
        if (coversAll) {
            return Packing.JAR_FIRST;
        }
        return kind.get() == ArchiveKind.AOT ? Packing.JAR_BEHIND_STUB : Packing.JAR_LAST;
    }
}
