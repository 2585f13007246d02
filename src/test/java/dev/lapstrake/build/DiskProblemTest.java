package dev.lapstrake.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class DiskProblemTest {
    @Test
    void ofWhenDiskIsFullSaysSo() {
        assertThat(DiskProblem.of(new IOException("No space left on device")).id())
                .isEqualTo("disk-full");
        assertThat(DiskProblem.of(new FileSystemException("/a", null, "Disk quota exceeded"))
                        .id())
                .isEqualTo("disk-full");
        assertThat(DiskProblem.of(new IOException("There is not enough space on the disk"))
                        .id())
                .isEqualTo("disk-full");
    }

    @Test
    void ofWhenFileFailsNamesIt() {
        assertThat(DiskProblem.of(new NoSuchFileException("/a/b")).text())
                .contains("file-failed")
                .contains("NoSuchFileException: /a/b");
    }
}
