package dev.lapstrake.startup;

import dev.lapstrake.app.Application;
import dev.lapstrake.tree.TreePath;
import java.util.List;
import java.util.Locale;

/** The kinds of archives for an application. */
public enum ArchiveKind {
    /** Classes, read and linked (JEP 310). The same bytes each time on the releases that can do so. */
    CDS("startup.jsa", "-XX:SharedArchiveFile=", "-Xshare:on"),

    /** Classes with what the JVM found out about them in the training (JEP 483, JEP 515). Never the same bytes. */
    AOT("startup.aot", "-XX:AOTCache=", "-XX:AOTMode=on");

    private final String name;
    private final String option;
    private final String strict;

    ArchiveKind(String name, String option, String strict) {
        this.name = name;
        this.option = option;
        this.strict = strict;
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

    /** The options under which a JVM that can't use an archive fails, rather than going without. */
    List<String> demand(String file) {
        return List.of(use(file), strict);
    }
}
