package dev.lapstrake.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarTest {
    @TempDir
    Path folder;

    @Test
    void readWhenWrittenGivesTheSameTree() throws Exception {
        TreePath longName = TreePath.of("n".repeat(150) + "/" + "ü".repeat(120));
        Tree tree = Tree.of(Map.of(
                        TreePath.of("tmp"),
                        new Entry.Folder(new Attributes(01777, 0, 0, 1)),
                        TreePath.of("home/app"),
                        new Entry.Folder(new Attributes(0700, 65532, 65532, 1)),
                        TreePath.of("bin/run"),
                        new Entry.File(Attributes.EXECUTABLE, Content.of("run")),
                        TreePath.of("bin/go"),
                        Entry.link("run"),
                        longName,
                        Entry.file("")))
                .withParents();
        Tree read = TarReader.read(written(tree));
        assertThat(read.entries().keySet()).isEqualTo(tree.entries().keySet());
        assertThat(written(read)).hasSameBinaryContentAs(written(tree));
        assertThat(read.get(TreePath.of("bin/go"))).contains(Entry.link("run"));
        assertThat(read.get(TreePath.of("tmp")).orElseThrow().attributes().mode())
                .isEqualTo(01777);
    }

    @Test
    void writeWhenRepeatedGivesTheSameBytes() throws Exception {
        Tree tree = Tree.EMPTY.with(TreePath.of("a/b"), Entry.file("x")).withParents();
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        TarWriter.write(tree, first);
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        TarWriter.write(tree, second);
        assertThat(first.toByteArray()).isEqualTo(second.toByteArray());
    }

    @Test
    void readWhenNameClimbsIsRefused() throws Exception {
        Path tar = raw(new TarArchiveEntry("../etc/passwd", true));
        assertThatIOException().isThrownBy(() -> TarReader.read(tar)).withMessageContaining("../etc/passwd");
    }

    @Test
    void readWhenNameIsAbsoluteIsRefused() throws Exception {
        Path tar = raw(new TarArchiveEntry("/etc/passwd", true));
        assertThatIOException().isThrownBy(() -> TarReader.read(tar)).withMessageContaining("/etc/passwd");
    }

    @Test
    void readWhenThereIsADeviceIsRefused() throws Exception {
        Path tar = raw(new TarArchiveEntry("null", TarConstants.LF_CHR));
        assertThatIOException().isThrownBy(() -> TarReader.read(tar)).withMessageContaining("null");
    }

    @Test
    void readWhenHardLinkPointsNowhereIsRefused() throws Exception {
        TarArchiveEntry link = new TarArchiveEntry("ls", TarConstants.LF_LINK);
        link.setLinkName("missing");
        assertThatIOException().isThrownBy(() -> TarReader.read(raw(link))).withMessageContaining("missing");
    }

    @Test
    void readWhenFileIsNoTarIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("no.tar"), "no tar ".repeat(200));
        assertThatIOException().isThrownBy(() -> TarReader.read(file));
    }

    private Path written(Tree tree) throws IOException {
        Path file = Files.createTempFile(folder, "tree", ".tar");
        try (OutputStream out = Files.newOutputStream(file)) {
            TarWriter.write(tree, out);
        }
        return file;
    }

    private Path raw(TarArchiveEntry entry) throws IOException {
        Path file = Files.createTempFile(folder, "raw", ".tar");
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
        }
        return file;
    }
}
