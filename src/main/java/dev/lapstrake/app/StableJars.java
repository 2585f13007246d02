package dev.lapstrake.app;

import dev.lapstrake.classfile.Jar;
import dev.lapstrake.disk.AtomicFile;
import dev.lapstrake.files.FileDigests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Jars of modules of the same build, without the time at which they were packed: a module that did not change is the
 * same jar in every build.
 *
 * @param folder where they are kept, by the digest of the jar that they were made from
 */
public record StableJars(Path folder, FileDigests digests) {
    Path of(Path jar) throws IOException {
        Path stable = folder.resolve(digests.of(jar).hex() + ".jar");
        if (!Files.isRegularFile(stable)) {
            AtomicFile.write(stable, temporary -> write(jar, temporary));
        }
        return stable;
    }

    private static void write(Path jar, Path target) throws IOException {
        try (ZipFile zip = Jar.open(jar);
                OutputStream out = Files.newOutputStream(target);
                ZipOutputStream stable = new ZipOutputStream(out)) {
            List<? extends ZipEntry> entries = zip.stream()
                    .sorted(Comparator.comparing(ZipEntry::getName, StableJar.ORDER))
                    .toList();
            for (ZipEntry entry : entries) {
                try (InputStream in = zip.getInputStream(entry)) {
                    StableJar.add(entry.getName(), in.readAllBytes(), stable);
                }
            }
        }
    }
}
