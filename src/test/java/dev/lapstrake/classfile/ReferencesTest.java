package dev.lapstrake.classfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferencesTest {
    @TempDir
    Path folder;

    @Test
    void ofJarWhenPartIsForNewerReleaseLeavesItOut() throws Exception {
        byte[] sample = ClassFileTest.bytes(ClassFileTest.Sample.class);
        Path jar = jar(Map.of("META-INF/versions/21/A.class", sample));
        assertThat(References.ofJar(jar, 17).packages()).isEmpty();
        assertThat(References.ofJar(jar, 21).packages()).contains("java.sql");
    }

    @Test
    void ofJarWhenSomethingOnlyLooksLikeAClassReadsTheRest() throws Exception {
        byte[] sample = ClassFileTest.bytes(ClassFileTest.Sample.class);
        Path jar = jar(Map.of("a/NoClass.class", new byte[] {1, 2, 3}, "b/Sample.class", sample));
        assertThat(References.ofJar(jar, 17).packages()).contains("java.util.logging");
    }

    @Test
    void ofJarWhenFileIsNoJarNamesIt() throws Exception {
        Path page = Files.writeString(folder.resolve("page.jar"), "<html>not found</html>");
        assertThatIOException().isThrownBy(() -> References.ofJar(page, 17)).withMessageContaining("page.jar");
    }

    @Test
    void ofFolderReadsAllItsClasses() throws Exception {
        Path file = Files.createDirectories(folder.resolve("classes/a")).resolve("Sample.class");
        Files.write(file, ClassFileTest.bytes(ClassFileTest.Sample.class));
        References references = References.ofFolder(folder.resolve("classes"));
        assertThat(References.union(List.of(references)).packages()).contains("java.sql");
    }

    private Path jar(Map<String, byte[]> entries) throws IOException {
        Path jar = folder.resolve("sample.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return jar;
    }
}
