package dev.lapstrake.build;

import dev.lapstrake.files.FolderFiles;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.Span;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.runtime.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Which JDKs a build links from: each is looked at once. */
final class KnownJdks {
    private final FolderFiles files;
    private final Map<Path, Digest> identities = new HashMap<>();

    /**
     * @param files reads what has changed of a JDK
     */
    KnownJdks(FolderFiles files) {
        this.files = files;
    }

    synchronized Digest identity(Jdk jdk, BuildLog log) throws IOException, BuildException {
        Digest known = identities.get(jdk.home());
        if (known != null) {
            return known;
        }
        try (Span span = log.span("build", "identify the JDK")) {
            span.with("version", jdk.version());
            Digest identity = jdk.identity(files);
            identities.put(jdk.home(), identity);
            return identity;
        }
    }
}
