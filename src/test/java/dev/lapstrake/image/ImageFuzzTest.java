package dev.lapstrake.image;

import com.google.gson.JsonObject;
import dev.lapstrake.fuzz.Fuzz;
import dev.lapstrake.image.ImageFinder.Place;
import dev.lapstrake.image.SourceImage.LayerBytes;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.TreePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFuzzTest {
    private static final TreePath WANTED = new TreePath("usr/bin/tool");

    @TempDir
    private Path folder;

    private static byte[] upper() throws Exception {
        return ImageBuilder.tar(
                "usr/", "usr/bin/.wh.old", "etc/.wh..wh..opq", "lib/new text", "usr/bin/tool => usr/bin/real");
    }

    private static byte[] lower() throws Exception {
        return ImageBuilder.tar(
                "usr/",
                "usr/bin/",
                "usr/bin/real text",
                "usr/bin/old text",
                "usr/lib/",
                "lib -> usr/lib",
                "etc/",
                "etc/a text",
                "b -> etc/../a",
                "etc/c => etc/a");
    }

    @Test
    void allWhenALayerIsDamagedEndsInOrder() throws Exception {
        byte[] lower = lower();
        Fuzz.of(
                        "layer",
                        upper(),
                        lower(),
                        ImageBuilder.compressed(lower(), "gz"),
                        ImageBuilder.compressed(lower(), "zstd"))
                .mendingTar()
                .run(input -> {
                    SourceImage image = new SourceImage(
                            "image",
                            Digest.of(input),
                            new SourceImage.About(new JsonObject(), input.length),
                            List.of(
                                    () -> new LayerBytes(Content.of(lower), Digest.of(lower), false),
                                    () -> new LayerBytes(Content.of(input), Digest.of(input), false)));
                    new ImageFiles(image, folder).all();
                    new ImageFiles(image, folder).some(Set.of(WANTED));
                    for (byte[] layer : List.of(input, lower)) {
                        Files.deleteIfExists(folder.resolve(Digest.of(layer).hex() + ".tar"));
                    }
                });
    }

    @Test
    void findWhenAnArchiveIsDamagedEndsInOrder() throws Exception {
        Platform platform = Platform.parse("linux/amd64");
        ImageBuilder builder = new ImageBuilder(platform).layer("a text");
        byte[] old = Files.readAllBytes(builder.dockerArchive(folder.resolve("old"), "name:latest"));
        byte[] recent = Files.readAllBytes(
                builder.newDockerArchive(folder.resolve("new"), folder.resolve("layout"), "name:latest"));
        Path file = folder.resolve("archive");
        Fuzz.of("docker-archive", old, recent).mendingTar().run(input -> {
            Files.write(file, input);
            new DockerArchive("image", new Place(file, Optional.empty()), platform).find();
        });
        Fuzz.of("oci-archive", recent).mendingTar().run(input -> {
            Files.write(file, input);
            new LayoutImage("image", new Place(file, Optional.empty()), platform).find();
        });
    }

    @Test
    void findWhenTheIndexOfALayoutIsDamagedEndsInOrder() throws Exception {
        Platform platform = Platform.parse("linux/amd64");
        Path layout = folder.resolve("layout");
        Layout.at(layout)
                .tag("latest", new ImageBuilder(platform).layer("a text").into(Layout.at(layout)));
        Path index = layout.resolve("index.json");
        Fuzz.of("layout", Files.readAllBytes(index)).run(input -> {
            Files.write(index, input);
            new LayoutImage("image", new Place(layout, Optional.empty()), platform).find();
        });
    }
}
