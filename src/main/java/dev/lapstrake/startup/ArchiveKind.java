package dev.lapstrake.startup;

import dev.lapstrake.app.Application;
import dev.lapstrake.tree.TreePath;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The kinds of archives for an application. */
public enum ArchiveKind {
    /** Classes, read and linked (JEP 310). The same bytes each time on the releases that can do so. */
    CDS("startup.jsa", "-XX:SharedArchiveFile=", "-Xshare:on", true),

    /** Classes with what the JVM found out about them in the training (JEP 483, JEP 515). Never the same bytes. */
    AOT("startup.aot", "-XX:AOTCache=", "-XX:AOTMode=on", false);

    /**
     * What is left to do at a start is the work of the compilers, above all of the second, which begins with methods that a
     * start alone makes look hot: it waits until they are five times as hot.
     */
    private static final List<String> PATIENT = List.of(
            "-XX:Tier4InvocationThreshold=25000",
            "-XX:Tier4MinInvocationThreshold=3000",
            "-XX:Tier4CompileThreshold=75000",
            "-XX:Tier4BackEdgeThreshold=200000");

    private final String name;
    private final String option;
    private final String strict;
    private final boolean isPatient;

    ArchiveKind(String name, String option, String strict, boolean isPatient) {
        this.name = name;
        this.option = option;
        this.strict = strict;
        this.isPatient = isPatient;
    }

    /** True if it is the same bytes each time that a release of Java makes it. */
    boolean isReproducible(int release) {
        return this == CDS && StartupChoice.isReproducible(release);
    }

    /** What {@code image.json} calls it. */
    String fact() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where the archive is in the image. */
    TreePath place() {
        return Application.HOME.resolve(name);
    }

    /** The option that has a JVM use an archive. */
    String use(String file) {
        return option + file;
    }

    /** The options of a JVM in the image. */
    List<String> options() {
        return Stream.concat(Stream.of(use(place().absolute())), (isPatient ? PATIENT : List.<String>of()).stream())
                .toList();
    }

    /** The options under which a JVM that can't use an archive fails, rather than going without. */
    List<String> demand(String file) {
        return List.of(use(file), strict);
    }
}
