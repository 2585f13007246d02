package dev.lapstrake.root.deb;

import dev.lapstrake.fuzz.Fuzz;
import dev.lapstrake.tree.TarReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebFuzzTest {
    @TempDir
    private Path folder;

    private static DebBuilder sample(String compression) {
        return DebBuilder.of("sample", "1.0-1")
                .compression(compression)
                .folder("usr/bin", 0755)
                .file("usr/bin/sample", 04755, "#!/bin/sh\n")
                .link("bin/sample", "../usr/bin/sample");
    }

    @Test
    void unpackWhenDamagedEndsInOrder() throws Exception {
        Fuzz.of("deb", sample("").bytes(), sample(".gz").bytes(), sample(".xz").bytes())
                .mendingTar()
                .run(input -> {
                    Path deb = Files.write(folder.resolve("deb"), input);
                    Path scratch = folder.resolve("tar");
                    Files.deleteIfExists(scratch);
                    Deb.unpack(deb, scratch);
                    TarReader.readLayer(scratch);
                });
    }
}
