package dev.lapstrake.app;

import dev.lapstrake.classfile.Jar;
import dev.lapstrake.disk.AtomicFile;
import dev.lapstrake.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Jars of modules of the same build, without the time at which they were packed: a module that did not change is the
 * same jar in every build. Entries are sorted, the manifest first, and stored as they are, since the layer is compressed.
 *
 * @param folder where they are kept, by the digest of the jar that they were made from
 */
record StableJars(Path folder) {
    /** The earliest time that a zip entry can have without an extra field. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final Comparator<ZipEntry> MANIFEST_FIRST = Comparator.comparing(
                    (ZipEntry entry) -> !entry.getName().equals(MANIFEST))
            .thenComparing(ZipEntry::getName);

    Path of(Path jar) throws IOException {
        Path stable = folder.resolve(Digest.of(jar).hex() + ".jar");
        if (!Files.isRegularFile(stable)) {
            AtomicFile.write(stable, temporary -> write(jar, temporary));
        }
        return stable;
    }

    private static void write(Path jar, Path target) throws IOException {
        try (ZipFile zip = Jar.open(jar);
                OutputStream out = Files.newOutputStream(target);
                ZipOutputStream stable = new ZipOutputStream(out)) {
            List<? extends ZipEntry> entries =
                    zip.stream().sorted(MANIFEST_FIRST).toList();
            for (ZipEntry entry : entries) {
                try (InputStream in = zip.getInputStream(entry)) {
                    write(entry.getName(), timeless(entry.getName(), in.readAllBytes()), stable);
                }
            }
        }
    }

    /** Maven dates the properties that it puts into a jar in a comment. */
    private static byte[] timeless(String name, byte[] content) {
        if (!name.startsWith("META-INF/maven/") || !name.endsWith("/pom.properties")) {
            return content;
        }
        String text = new String(content, StandardCharsets.ISO_8859_1);
        return text.replaceAll("(?m)^#.*\\R", "").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void write(String name, byte[] content, ZipOutputStream zip) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
