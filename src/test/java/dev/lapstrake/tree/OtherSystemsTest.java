package dev.lapstrake.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders of macOS and Windows, in memory: case does not count, and on Windows names and permissions are others. */
class OtherSystemsTest {
    private static Path folder(FileSystem system) throws IOException {
        return Files.createDirectories(system.getPath("work", "folder"));
    }

    private static Tree tree(Map<String, Entry> entries) {
        Map<TreePath, Entry> byPath = new TreeMap<>();
        entries.forEach((path, entry) -> byPath.put(TreePath.of(path), entry));
        return Tree.of(byPath).withParents();
    }

    private static Map<String, String> modes(Tree tree) {
        Map<String, String> modes = new LinkedHashMap<>();
        tree.entries()
                .forEach((path, entry) -> modes.put(
                        path.value(), Integer.toOctalString(entry.attributes().mode())));
        return modes;
    }

    @Test
    void readOnWindowsGivesPathsWithSlashes() throws IOException {
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            Path folder = folder(windows);
            Files.writeString(
                    Files.createDirectories(folder.resolve("site\\js")).resolve("app.js"), "run()");
            Files.createSymbolicLink(folder.resolve("site\\main.js"), windows.getPath("js\\app.js"));

            Tree tree = FolderReader.read(folder);

            assertThat(tree.entries().keySet())
                    .extracting(TreePath::value)
                    .containsExactly("site", "site/js", "site/js/app.js", "site/main.js");
            assertThat(tree.get(TreePath.of("site/main.js"))).contains(Entry.link("js/app.js"));
        }
    }

    @Test
    void readWhenThereAreNoPermissionsFindsProgramsByHowTheyBegin() throws IOException {
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            Path folder = folder(windows);
            Files.writeString(folder.resolve("java"), "\u007fELF\u0002");
            Files.writeString(folder.resolve("run.sh"), "#!/bin/sh");
            Files.writeString(folder.resolve("readme"), "#");
            Files.writeString(folder.resolve("libjvm.so"), "\u007fELF\u0002");

            assertThat(modes(FolderReader.read(folder)))
                    .isEqualTo(Map.of("java", "755", "run.sh", "755", "readme", "644", "libjvm.so", "644"));
        }
    }

    @Test
    void writeOnWindowsIsReadBackTheSame() throws Exception {
        Tree tree = tree(Map.of(
                "bin/run", new Entry.File(Attributes.EXECUTABLE, Content.of("#!/bin/sh")),
                "lib/Main.class", Entry.file("code"),
                "lib/now", Entry.link("Main.class")));
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            Path folder = folder(windows);

            FolderWriter.write(tree, folder);
            FolderWriter.write(tree, folder);

            assertThat(modes(FolderReader.read(folder))).isEqualTo(modes(tree));
            assertThat(Files.readString(folder.resolve("lib\\now"))).isEqualTo("code");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"usr/share/Foo::Bar.3pm", "a\\b", "..\\out", "C:/out", "lib/aux.h", "NUL", "end.", "a?/b"})
    void writeWhenWindowsCanHaveNoSuchNameSaysSo(String path) throws IOException {
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            Path folder = folder(windows);

            assertThatThrownBy(() -> FolderWriter.write(tree(Map.of(path, Entry.file("x"))), folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no file of the name");
            assertThat(FolderReader.read(folder).entries()).isEmpty();
        }
    }

    @Test
    void writeWhenOnlyCaseTellsFilesApartSaysSo() throws Exception {
        Tree twins = tree(Map.of("README", Entry.file("loud"), "readme", Entry.file("quiet")));
        for (Configuration kind :
                new Configuration[] {Configuration.windows(), Configuration.osX(), Configuration.unix()}) {
            try (FileSystem system = Jimfs.newFileSystem(kind)) {
                Path folder = folder(system);
                if (kind == Configuration.unix()) {
                    FolderWriter.write(twins, folder);
                    assertThat(FolderReader.read(folder).entries()).hasSize(2);
                } else {
                    assertThatThrownBy(() -> FolderWriter.write(twins, folder))
                            .isInstanceOf(IOException.class)
                            .hasMessageContaining("'README' and 'readme' are one and the same file");
                }
            }
        }
    }
}
