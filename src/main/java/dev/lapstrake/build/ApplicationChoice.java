package dev.lapstrake.build;

import dev.lapstrake.app.DependencyLayers;
import dev.lapstrake.app.ProjectSource;
import dev.lapstrake.runtime.JdkArchive;
import dev.lapstrake.startup.StartupChoice;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What an image is to run. */
public sealed interface ApplicationChoice {
    /**
     * A Java application, out of the project's classes and dependencies.
     *
     * @param layers how the dependencies are laid
     */
    record Java(ProjectSource source, RuntimeChoice runtime, StartupChoice startup, DependencyLayers layers)
            implements ApplicationChoice {
        /** An application whose dependencies are laid as usual. */
        Java(ProjectSource source, RuntimeChoice runtime, StartupChoice startup) {
            this(source, runtime, startup, DependencyLayers.STANDARD);
        }
    }

    /** Whatever the stages hand over; there is no Java in the image but what a base has. */
    record None() implements ApplicationChoice {}

    /**
     * What a runtime is linked from, and with.
     *
     * @param jdk the home of the JDK that links
     * @param target whose modules are linked
     * @param allModules true to link all of Java SE rather than what the application needs
     * @param modules further modules
     */
    record RuntimeChoice(Path jdk, JdkChoice target, boolean allModules, List<String> modules) {
        public RuntimeChoice {
            modules = List.copyOf(modules);
        }

        /** The folders of JDKs on this machine that it is linked from, or with. */
        Set<Path> homes() {
            Set<Path> homes = new LinkedHashSet<>(Set.of(jdk));
            if (target instanceof JdkChoice.Folder folder) {
                homes.add(folder.home());
            }
            return homes;
        }
    }

    /** The JDK whose modules make up a runtime. */
    sealed interface JdkChoice {
        /** The one that links, for the platform of this machine; Debian's for any other. */
        record Standard() implements JdkChoice {}

        /** Debian's, out of the suite of the root, of the release of the JDK that links. */
        record Debian() implements JdkChoice {}

        /** One in a folder. */
        record Folder(Path home) implements JdkChoice {}

        /** One that is packed. */
        record Archive(JdkArchive archive) implements JdkChoice {}
    }
}
