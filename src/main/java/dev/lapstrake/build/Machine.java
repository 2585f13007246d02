package dev.lapstrake.build;

import dev.lapstrake.files.FolderFiles;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.Span;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.apt.Mirror;
import dev.lapstrake.runtime.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of the machine that builds. It is looked at once, and is the same for all modules of a build. Safe for any
 * number of threads.
 */
public final class Machine {
    private final Map<Path, Digest> jdks = new HashMap<>();
    private Optional<Mirror> mirror = Optional.empty();
    private boolean knowsMirror;

    /**
     * What a JDK links from.
     *
     * @param home its folder
     * @param files reads what has changed of a JDK
     */
    synchronized Digest identity(Path home, FolderFiles files, BuildLog log) throws IOException, BuildException {
        Digest known = jdks.get(home);
        if (known != null) {
            return known;
        }
        try (Span span = log.span("build", "identify the JDK")) {
            Jdk jdk = Jdk.at(home);
            span.with("version", jdk.version());
            Digest identity = jdk.identity(files);
            jdks.put(home, identity);
            return identity;
        }
    }

    /** The mirror of Debian's archive that the machine gets its own packages from, if it is a Debian. */
    synchronized Optional<Mirror> mirror() throws IOException {
        if (!knowsMirror) {
            mirror = Mirror.ofHost();
            knowsMirror = true;
        }
        return mirror;
    }
}
