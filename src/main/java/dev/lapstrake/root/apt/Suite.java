package dev.lapstrake.root.apt;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A release of Debian whose archive keys are known here. */
public enum Suite {
    TRIXIE(13),
    BOOKWORM(12);

    private static final String SECURITY = "-security";

    private final int version;

    Suite(int version) {
        this.version = version;
    }

    /** Reads a codename. Names that move, such as {@code stable}, are none: a build must not change by itself. */
    public static Suite parse(String text) throws BuildException {
        for (Suite suite : values()) {
            if (suite.codename().equals(text)) {
                return suite;
            }
        }
        String known = Arrays.stream(values()).map(Suite::codename).collect(Collectors.joining(" or "));
        throw new Problem(
                        "suite-unknown",
                        "<suite> names no Debian release that Lapstrake knows.",
                        text,
                        "write " + known + ", or leave it out for " + TRIXIE.codename())
                .exception();
    }

    public String codename() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Debian's number for it. */
    public int version() {
        return version;
    }

    /** The archives that make up the suite: a package is taken from the one that has it newest. */
    List<String> archives() {
        return List.of(codename(), codename() + "-updates", codename() + SECURITY);
    }

    /** True if an archive is kept apart from the others, by Debian's security team. */
    static boolean isSecurity(String archive) {
        return archive.endsWith(SECURITY);
    }

    @Override
    public String toString() {
        return codename();
    }
}
