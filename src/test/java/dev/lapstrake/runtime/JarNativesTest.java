package dev.lapstrake.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.cache.KeptFindings;
import dev.lapstrake.files.FileDigests;
import dev.lapstrake.root.apt.Architecture;
import dev.lapstrake.root.elf.ElfBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarNativesTest {
    private static final int ARM64 = Architecture.ARM64.machine();

    @TempDir
    Path folder;

    @Test
    void needsAreThoseOfTheProcessorAlone() throws Exception {
        Path jar = jar(Map.of(
                "linux64/libdb.so",
                ElfBuilder.library("libdb.so")
                        .needs("libstdc++.so.6", "libc.so.6")
                        .bytes(),
                "linux-arm/libdb.so",
                ElfBuilder.library("libdb.so")
                        .needs("libgcc_s.so.1", "libc.so.6")
                        .machine(ARM64)
                        .bytes()));
        assertThat(needs(jar)).containsOnlyKeys("libc.so.6", "libstdc++.so.6").containsValue("some.jar");
        assertThat(new JarNatives(
                                new KeptFindings(folder.resolve("kept")),
                                folder.resolve("scratch"),
                                FileDigests.at(folder.resolve("digests")),
                                ARM64)
                        .needs(List.of(jar)))
                .containsOnlyKeys("libc.so.6", "libgcc_s.so.1");
    }

    @Test
    void needsLeaveOutWhatTheJarBringsAndWhatTheRuntimeHas() throws Exception {
        Path jar = jar(Map.of(
                "libone.so",
                ElfBuilder.library("libone.so.1")
                        .needs("libtwo.so.2", "libjvm.so", "libz.so.1", "libc.so.6")
                        .bytes(),
                "lib/libtwo.so.2",
                ElfBuilder.library("").needs("libone.so.1", "libc.so.6").bytes()));
        assertThat(needs(jar)).containsOnlyKeys("libc.so.6", "libz.so.1");
    }

    @Test
    void needsPassOverBuildsForOtherSystemsAndWhatIsNoLibrary() throws Exception {
        Path jar = jar(Map.of(
                "musl/libone.so",
                ElfBuilder.library("one")
                        .needs("libc.musl-x86_64.so.1", "libz.so.1")
                        .bytes(),
                "freebsd/libone.so",
                ElfBuilder.library("one").needs("libc.so.7", "libz.so.1").bytes(),
                "text.so",
                new byte[] {1, 2, 3},
                "damaged.so",
                new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 62, 0}));
        assertThat(needs(jar)).isEmpty();
        assertThat(needs(folder)).isEmpty();
    }

    @Test
    void needsOfAJarAreKeptUntilItChanges() throws Exception {
        Path jar = jar(Map.of(
                "a.so", ElfBuilder.library("a").needs("liba.so.1", "libc.so.6").bytes()));
        SortedMap<String, String> first = needs(jar);
        assertThat(needs(jar)).isEqualTo(first);
        jar(Map.of(
                "a.so", ElfBuilder.library("a").needs("libb.so.1", "libc.so.6").bytes()));
        assertThat(needs(jar)).containsOnlyKeys("libb.so.1", "libc.so.6");
        assertThat(folder.resolve("scratch")).isEmptyDirectory();
    }

    private SortedMap<String, String> needs(Path code) throws Exception {
        return new JarNatives(
                        new KeptFindings(folder.resolve("kept")),
                        folder.resolve("scratch"),
                        FileDigests.at(folder.resolve("digests")),
                        Architecture.AMD64.machine())
                .needs(List.of(code));
    }

    private Path jar(Map<String, byte[]> entries) throws IOException {
        Path jar = folder.resolve("some.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return jar;
    }
}
