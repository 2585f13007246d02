package dev.lapstrake.root.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ElfFileTest {
    private static final TreePath PATH = new TreePath("usr/lib/libx.so.1");

    static Stream<ElfBuilder> kinds() {
        return Stream.of(
                library(),
                library().bigEndian(),
                library().narrow(),
                library().narrow().bigEndian());
    }

    private static ElfBuilder library() {
        return ElfBuilder.library("libx.so.1")
                .needs("libc.so.6", "libz.so.1")
                .runpath("$ORIGIN:/opt/lib")
                .needsVersion("GLIBC_2.4")
                .needsVersion("GLIBC_2.38")
                .definesVersion("X_1.0")
                .definesVersion("X_1.1");
    }

    private static Optional<ElfFile> read(byte[] bytes) throws IOException {
        return ElfFile.read(PATH, new Entry.File(Attributes.FILE, Content.of(bytes)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void readWhenAnyWordSizeAndByteOrderGivesAllThatIsSaid(ElfBuilder kind) throws IOException {
        ElfFile elf = read(kind.bytes()).orElseThrow();
        assertThat(elf.soname()).isEqualTo("libx.so.1");
        assertThat(elf.needed()).containsExactly("libc.so.6", "libz.so.1");
        assertThat(elf.searchPath()).containsExactly("$ORIGIN", "/opt/lib");
        assertThat(elf.versionsNeeded()).containsExactly("GLIBC_2.38", "GLIBC_2.4");
        assertThat(elf.versionsDefined()).containsExactly("X_1.0", "X_1.1");
    }

    @Test
    void readWhenInsideOfALargerFileReadsItsPart(@TempDir Path folder) throws IOException {
        byte[] elf = library().bytes();
        Path archive = folder.resolve("archive");
        byte[] larger = new byte[1000 + elf.length + 1000];
        System.arraycopy(elf, 0, larger, 1000, elf.length);
        Files.write(archive, larger);
        Entry entry = new Entry.File(Attributes.FILE, Content.slice(archive, 1000, elf.length));
        assertThat(ElfFile.read(PATH, entry).orElseThrow().soname()).isEqualTo("libx.so.1");
    }

    @Test
    void readWhenNoElfFileIsEmpty() throws IOException {
        assertThat(read(new byte[0])).isEmpty();
        assertThat(read("#!/bin/sh\necho a text that is long enough\n".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(ElfFile.read(PATH, Entry.link("libx.so.1.2"))).isEmpty();
    }

    @Test
    void readWhenCutShortFails() {
        byte[] half = Arrays.copyOf(library().bytes(), 600);
        assertThatIOException().isThrownBy(() -> read(half)).withMessageContaining("usr/lib/libx.so.1");
    }

    /** Offsets and counts of any value lead to an IOException at worst, and soon. */
    @Test
    void readWhenBytesAreWrongEndsInOrder() {
        Random random = new Random(1);
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = library().bytes();
            for (int change = 0; change < 4; change++) {
                int at = random.nextBoolean() ? random.nextInt(256) : 2048 + random.nextInt(1500);
                bytes[Math.max(at, 6)] = (byte) random.nextInt(256);
            }
            assertThatCode(() -> {
                        try {
                            read(bytes);
                        } catch (IOException e) {
                            assertThat(e).hasMessageContaining("not a sound ELF file");
                        }
                    })
                    .doesNotThrowAnyException();
        }
    }
}
