package dev.lapstrake.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The form of jars that are made here: the same content is the same bytes. Entries are sorted, the manifest first, have no
 * time, and are stored as they are, since the layer is compressed.
 */
final class StableJar {
    static final String MANIFEST = "META-INF/MANIFEST.MF";
    static final Comparator<String> ORDER =
            Comparator.comparing((String name) -> !name.equals(MANIFEST)).thenComparing(name -> name);

    /** The earliest time that a zip entry can have without an extra field. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private StableJar() {}

    /**
     * Adds an entry. Maven dates the properties that it puts into a jar in a comment, which is left out.
     */
    static void add(String name, byte[] content, ZipOutputStream jar) throws IOException {
        byte[] bytes = timeless(name, content);
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(checksum.getValue());
        entry.setTimeLocal(TIME);
        jar.putNextEntry(entry);
        jar.write(bytes);
        jar.closeEntry();
    }

    private static byte[] timeless(String name, byte[] content) {
        if (!name.startsWith("META-INF/maven/") || !name.endsWith("/pom.properties")) {
            return content;
        }
        String text = new String(content, StandardCharsets.ISO_8859_1);
        return text.replaceAll("(?m)^#.*\\R", "").getBytes(StandardCharsets.ISO_8859_1);
    }
}
