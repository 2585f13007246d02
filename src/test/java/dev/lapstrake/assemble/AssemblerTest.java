package dev.lapstrake.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.lapstrake.app.ApplicationLayer;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layer;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.parallel.Ahead;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssemblerTest {
    private static final TreePath FILE = TreePath.of("app/classes/Main.class");

    @TempDir
    Path folder;

    private Layout layout;
    private Descriptor foundation;

    @BeforeEach
    void makeFoundation() throws Exception {
        layout = Layout.at(folder.resolve("oci"));
        Layer layer = Layer.write(
                Tree.EMPTY.with(TreePath.of("tmp"), new Entry.Folder(new Attributes(01777, 0, 0, 1))), layout);
        String config = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{\"Env\":[\"LANG=C.UTF-8\"]},"
                + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"" + layer.diffId() + "\"]}}";
        Descriptor configBlob = layout.add(MediaType.CONFIG, config.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        foundation = layout.add(
                MediaType.MANIFEST,
                Manifest.ofImage(configBlob, List.of(layer.blob())).bytes());
    }

    @Test
    void assembleLaysTheApplicationOnTheFoundation() throws Exception {
        Manifest manifest = layout.manifest(assemble("one").manifest());
        assertThat(manifest.mediaType()).isEqualTo(MediaType.MANIFEST);
        assertThat(manifest.layers()).hasSize(2);
        assertThat(manifest.layers().get(0))
                .isEqualTo(layout.manifest(foundation).layers().get(0));
        assertThat(manifest.layers())
                .allSatisfy(layer -> assertThat(layout.has(layer)).isTrue());
        JsonObject config = Json.object(layout.read(manifest.config().digest()));
        JsonObject container = Json.object(config, "config");
        assertThat(Json.texts(container, "Entrypoint")).containsExactly("java", "Main");
        assertThat(Json.texts(container, "Cmd")).containsExactly("argument");
        assertThat(Json.texts(container, "Env")).containsExactly("LANG=C.UTF-8", "A=B");
        assertThat(Json.text(container, "User", "")).isEqualTo("65532");
        assertThat(Json.text(container, "WorkingDir", "")).isEqualTo("/app");
        assertThat(Json.object(container, "ExposedPorts").keySet()).containsExactly("8080/tcp");
        assertThat(Json.text(Json.object(container, "Labels"), "team", "")).isEqualTo("one");
        assertThat(Json.text(config, "created", "")).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(new String(layout.read(manifest.config().digest()), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain(folder.toString());
    }

    @Test
    void assembleSaysWhatMadeEachLayerWithoutAVersion() throws Exception {
        Manifest manifest = layout.manifest(assemble("one").manifest());
        JsonObject config = Json.object(layout.read(manifest.config().digest()));
        assertThat(Json.objects(config, "history").map(String::valueOf))
                .last()
                .isEqualTo("{\"created\":\"1970-01-01T00:00:00Z\",\"created_by\":\"lapstrake classes\"}");
    }

    @Test
    void assembleWhenNothingChangedTakesTheImage() throws Exception {
        Assembly made = assemble("one");
        Assembly found = assemble("one");
        assertThat(made.reused()).isFalse();
        assertThat(found.reused()).isTrue();
        assertThat(found.manifest()).isEqualTo(made.manifest());
    }

    @Test
    void assembleWhenOnlyTheContentChangedShipsTheNewOne() throws Exception {
        Descriptor first = layout.manifest(assemble("one").manifest()).layers().get(1);
        Descriptor second = layout.manifest(assemble("two").manifest()).layers().get(1);
        assertThat(first.digest()).isNotEqualTo(second.digest());
    }

    @Test
    void assembleWhenABlobIsGoneMakesTheImageAgain() throws Exception {
        Assembly made = assemble("one");
        Files.delete(
                layout.blob(layout.manifest(made.manifest()).layers().get(1).digest()));
        Assembly again = assemble("one");
        assertThat(again.reused()).isFalse();
        assertThat(again.manifest().digest()).isEqualTo(made.manifest().digest());
    }

    @Test
    void assembleWhenWhatIsKnownIsDamagedDoesWithoutIt() throws Exception {
        Assembly made = assemble("one");
        Descriptor layer = layout.manifest(made.manifest()).layers().get(1);
        Files.delete(layout.blob(layer.digest()));
        for (Path file : files(folder.resolve("work"))) {
            Files.write(file, new byte[] {1});
        }
        assertThat(assemble("one").manifest().digest())
                .isEqualTo(made.manifest().digest());
        assertThat(layout.has(layer)).isTrue();
    }

    @Test
    void beginMakesLayersThatTheImageThenTakes() throws Exception {
        Assembler assembler = assembler();
        Ahead begun = assembler.begin(layers("one"), Optional.of(settings()));
        begun.await();
        Layer layer = Layer.write(layers("one").get(0).tree().withParents(), Layout.at(folder.resolve("other")));
        assertThat(layout.has(layer.blob())).isTrue();
        assertThat(folder.resolve("work/frames")).isNotEmptyDirectory();
        assertThat(layout.manifest(assemble("one", begun).manifest()).layers()).contains(layer.blob());
    }

    @Test
    void assembleWhenWhatWasBegunFailedMakesItItself() throws Exception {
        Ahead failed = Ahead.of(() -> {
                    throw new IOException("no space");
                })
                .begin();
        assertThat(assemble("one", failed).reused()).isFalse();
    }

    private static List<ApplicationLayer> layers(String content) {
        Tree tree = Tree.EMPTY.with(FILE, new Entry.File(Attributes.FILE, Content.of(content)));
        return List.of(new ApplicationLayer("classes", tree));
    }

    private Assembler assembler() {
        return new Assembler(layout, folder.resolve("work"), layer -> {}, BuildLog.SILENT);
    }

    private Assembly assemble(String content) throws Exception {
        return assemble(content, Ahead.NOTHING);
    }

    private Assembly assemble(String content, Ahead begun) throws Exception {
        return assembler().assemble(new AssemblyRequest(foundation, layers(content), settings()), begun);
    }

    private static ContainerSettings settings() throws Exception {
        return new ContainerSettings(
                List.of("java", "Main"),
                List.of("argument"),
                Environment.of(Map.of("A", "B")),
                new TreeMap<>(Map.of("team", "one")),
                List.of(ExposedPort.parse("8080")),
                ContainerUser.NONROOT,
                "/app",
                Instant.EPOCH);
    }

    private static List<Path> files(Path top) throws IOException {
        try (Stream<Path> files = Files.walk(top)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
