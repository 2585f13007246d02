package dev.lapstrake.verify;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.lapstrake.image.SourceImage;
import dev.lapstrake.image.SourceImage.LayerBytes;
import dev.lapstrake.image.SourceImage.SourceLayer;
import dev.lapstrake.image.WholeImage;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Json;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.tree.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** An image with something planted in it. */
final class Planted {
    private final List<ByteArrayOutputStream> layers = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final JsonObject container = new JsonObject();
    private TarArchiveOutputStream tar;

    Planted() throws IOException {
        container.addProperty("User", "65532");
        tar = begin("root");
    }

    private TarArchiveOutputStream begin(String name) {
        names.add(name);
        layers.add(new ByteArrayOutputStream());
        TarArchiveOutputStream begun = new TarArchiveOutputStream(layers.get(layers.size() - 1));
        begun.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        return begun;
    }

    /** What comes after this is in another layer. */
    Planted layer(String name) throws IOException {
        tar.close();
        tar = begin(name);
        return this;
    }

    Planted user(String user) {
        container.addProperty("User", user);
        return this;
    }

    Planted command(String... words) {
        container.add("Entrypoint", Json.texts(List.of(words)));
        return this;
    }

    Planted environment(String... variables) {
        container.add("Env", Json.texts(List.of(variables)));
        return this;
    }

    Planted label(String name, String value) {
        container.add("Labels", Json.texts(new TreeMap<>(Map.of(name, value))));
        return this;
    }

    Planted program(String path) throws IOException {
        return file(path, 0755, "a program".getBytes(StandardCharsets.UTF_8));
    }

    Planted file(String path, String text) throws IOException {
        return file(path, 0644, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Planted file(String path, int mode, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(path);
        entry.setMode(mode);
        return put(entry, content);
    }

    Planted folder(String path, int mode) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(path + "/");
        entry.setMode(mode);
        return put(entry, new byte[0]);
    }

    Planted link(String path, String target) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(path, TarConstants.LF_SYMLINK);
        entry.setLinkName(target);
        return put(entry, new byte[0]);
    }

    Planted device(String path) throws IOException {
        return put(new TarArchiveEntry(path, TarConstants.LF_BLK), new byte[0]);
    }

    Planted capable(String path) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(path);
        entry.setMode(0755);
        entry.addPaxHeader("SCHILY.xattr.security.capability", "\u0001");
        return put(entry, new byte[0]);
    }

    private Planted put(TarArchiveEntry entry, byte[] content) throws IOException {
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
        return this;
    }

    /** A jar of files, each with its content. */
    static byte[] jar(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    SourceImage source() throws IOException {
        tar.close();
        List<SourceLayer> fetched = new ArrayList<>();
        long size = 0;
        JsonArray history = new JsonArray();
        for (ByteArrayOutputStream layer : layers) {
            byte[] bytes = layer.toByteArray();
            fetched.add(() -> new LayerBytes(Content.of(bytes), Digest.of(bytes), true));
            JsonObject step = new JsonObject();
            step.addProperty("created_by", "lapstrake " + names.get(history.size()));
            history.add(step);
            size += bytes.length;
        }
        JsonObject config = new JsonObject();
        config.add("config", container);
        config.add("history", history);
        return new SourceImage(
                "planted", Digest.of(config.toString() + size), new SourceImage.About(config, size), fetched);
    }

    /** What the build would have written down. */
    BuildRecord record(String... requested) throws IOException {
        tar.close();
        Map<Digest, String> known = new TreeMap<>();
        for (int i = 0; i < layers.size(); i++) {
            known.put(Digest.of(layers.get(i).toByteArray()), names.get(i));
        }
        return new BuildRecord(known, java.util.Set.of(requested));
    }

    Image image(Path scratch, Optional<BuildRecord> record) throws IOException, BuildException {
        return Image.of(WholeImage.read(source(), Files.createTempDirectory(scratch, "image")), record);
    }

    /** Where a rule finds something. */
    List<String> brokenBy(Rule rule, Path scratch) throws IOException, BuildException {
        return rule.check(image(scratch, Optional.empty()))
                .map(Violation::where)
                .toList();
    }
}
