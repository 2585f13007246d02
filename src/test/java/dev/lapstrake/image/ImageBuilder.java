package dev.lapstrake.image;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.oci.Platform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;

/** Makes images of layers, in the forms in which other tools leave them. */
final class ImageBuilder {
    private final Platform platform;
    private final List<byte[]> tars = new ArrayList<>();
    private final List<byte[]> blobs = new ArrayList<>();

    ImageBuilder(Platform platform) {
        this.platform = platform;
    }

    /** A layer as a tar: names with a slash are folders, {@code name -> target} links, {@code name => target} hard links. */
    static byte[] tar(String... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (String entry : entries) {
                add(entry, tar);
            }
        }
        return bytes.toByteArray();
    }

    private static void add(String entry, TarArchiveOutputStream tar) throws IOException {
        String[] parts = entry.split(" ", 3);
        boolean isLink = parts.length == 3;
        byte type = !isLink
                ? TarConstants.LF_NORMAL
                : parts[1].equals("->") ? TarConstants.LF_SYMLINK : TarConstants.LF_LINK;
        TarArchiveEntry header =
                isLink ? new TarArchiveEntry(parts[0], type, true) : new TarArchiveEntry(parts[0], true);
        byte[] content = (parts.length == 2 ? parts[1] : "").getBytes(StandardCharsets.UTF_8);
        if (isLink) {
            header.setLinkName(parts[2]);
        }
        header.setSize(isLink ? 0 : content.length);
        header.setModTime(1000);
        tar.putArchiveEntry(header);
        tar.write(isLink ? new byte[0] : content);
        tar.closeArchiveEntry();
    }

    static byte[] compressed(byte[] bytes, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream stream = new CompressorStreamFactory().createCompressorOutputStream(format, out)) {
            stream.write(bytes);
        } catch (CompressorException e) {
            throw new IOException(e);
        }
        return out.toByteArray();
    }

    /** A layer over those that are there, uncompressed. */
    ImageBuilder layer(String... entries) throws IOException {
        byte[] tar = tar(entries);
        return layer(tar, tar);
    }

    ImageBuilder layer(byte[] tar, byte[] blob) {
        tars.add(tar);
        blobs.add(blob);
        return this;
    }

    private byte[] config() {
        JsonObject config = new JsonObject();
        config.addProperty("os", platform.os());
        config.addProperty("architecture", platform.architecture());
        JsonObject root = new JsonObject();
        root.add(
                "diff_ids",
                Json.texts(tars.stream().map(tar -> Digest.of(tar).toString()).toList()));
        config.add("rootfs", root);
        return Json.compact(config);
    }

    /** Puts the image into a layout, without a name. */
    Descriptor into(Layout layout) throws IOException {
        Descriptor config = layout.add(MediaType.CONFIG, config());
        List<Descriptor> layers = new ArrayList<>();
        for (byte[] blob : blobs) {
            layers.add(layout.add(MediaType.LAYER_GZIP, blob));
        }
        return layout.add(MediaType.MANIFEST, Manifest.ofImage(config, layers).bytes())
                .on(platform);
    }

    /** Writes {@code docker save}'s form of before release 25. */
    Path dockerArchive(Path file, String tag) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        List<String> layers = new ArrayList<>();
        for (byte[] blob : blobs) {
            String path = Digest.of(blob).hex() + "/layer.tar";
            files.put(path, blob);
            layers.add(path);
        }
        String config = Digest.of(config()).hex() + ".json";
        files.put(config, config());
        files.put("manifest.json", manifest(config, tag, layers));
        return write(file, files);
    }

    private static byte[] manifest(String config, String tag, List<String> layers) {
        JsonObject image = new JsonObject();
        image.addProperty("Config", config);
        image.add("RepoTags", Json.texts(List.of(tag)));
        image.add("Layers", Json.texts(layers));
        JsonArray images = new JsonArray();
        images.add(image);
        return Json.compact(images);
    }

    /** Writes {@code docker save}'s form since release 25: an OCI layout that has a {@code manifest.json} too. */
    Path newDockerArchive(Path file, Path scratch, String tag) throws IOException {
        Layout layout = Layout.at(scratch);
        layout.tag("latest", into(layout));
        String prefix = "blobs/sha256/";
        List<String> layers =
                blobs.stream().map(blob -> prefix + Digest.of(blob).hex()).toList();
        Files.write(
                scratch.resolve("manifest.json"),
                manifest(prefix + Digest.of(config()).hex(), tag, layers));
        return archive(scratch, file);
    }

    /** Writes a folder as a tar. */
    static Path archive(Path folder, Path file) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        }
        return write(file, files);
    }

    private static Path write(Path file, Map<String, byte[]> files) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, byte[]> each : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(each.getKey());
                entry.setSize(each.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(each.getValue());
                tar.closeArchiveEntry();
            }
        }
        return file;
    }
}
