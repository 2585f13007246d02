package dev.lapstrake.runtime;

import dev.lapstrake.files.FolderFiles;
import dev.lapstrake.log.BuildLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.TreeSet;

/** A folder that looks like a JDK, whose jlink is a shell script. */
public record FakeJdk(Path folder) {
    /**
     * @param script what jlink does
     */
    public static FakeJdk in(Path folder, String version, String script) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        Files.writeString(Files.createDirectories(folder.resolve("lib")).resolve("modules"), "");
        Path jlink = Files.createDirectories(folder.resolve("bin")).resolve("jlink");
        Files.writeString(jlink, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(jlink, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new FakeJdk(folder);
    }

    /** A stage that links a module of it. */
    public RuntimeStage stage(String module, RuntimeExtras extras) throws Exception {
        Jdk jdk = Jdk.at(folder);
        return new RuntimeStage(
                jdk,
                new TargetJdk.Linker(jdk, jdk.identity(new FolderFiles(folder.resolve("indexes"), BuildLog.SILENT))),
                new Modules(new TreeSet<>(List.of(module))),
                extras);
    }
}
