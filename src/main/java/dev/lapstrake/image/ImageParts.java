package dev.lapstrake.image;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Links;
import dev.lapstrake.tree.TarReader;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What an image on disk is made of, by path: a folder is asked for no more than what is needed of it. */
final class ImageParts {
    private static final int MOST_JSON = 8 << 20;

    private final String name;
    private final Lookup lookup;

    private interface Lookup {
        Optional<Content> find(String path) throws IOException;
    }

    private ImageParts(String name, Lookup lookup) {
        this.name = name;
        this.lookup = lookup;
    }

    /**
     * @param name of the image, for errors
     */
    static ImageParts ofFolder(String name, Path folder) {
        return new ImageParts(name, path -> {
            Path file = folder.resolve(path);
            return Files.isRegularFile(file) ? Optional.of(Content.of(file)) : Optional.empty();
        });
    }

    /** Docker's older archives have links for layers that several images share. */
    static ImageParts ofTar(String name, Path tar) throws BuildException {
        try {
            Tree files = TarReader.read(tar);
            return new ImageParts(name, path -> Links.follow(files, TreePath.of(path))
                    .flatMap(files::get)
                    .flatMap(entry ->
                            entry instanceof Entry.File file ? Optional.of(file.content()) : Optional.empty()));
        } catch (IOException e) {
            throw ImageFinder.malformed(name, "it is no tar archive: " + e.getMessage());
        }
    }

    Content content(String path) throws IOException, BuildException {
        return lookup.find(path).orElseThrow(() -> malformed("it has no " + path));
    }

    /** A small file. */
    byte[] bytes(String path) throws IOException, BuildException {
        Content content = content(path);
        if (content.size() > MOST_JSON) {
            throw malformed(path + " has more than " + MOST_JSON + " bytes");
        }
        return content.bytes();
    }

    static String path(Digest blob) {
        return "blobs/sha256/" + blob.hex();
    }

    /** A small file whose digest is known. */
    byte[] bytes(Digest blob) throws IOException, BuildException {
        byte[] bytes = bytes(path(blob));
        if (!Digest.of(bytes).equals(blob)) {
            throw malformed("a blob is not what its digest says: " + blob);
        }
        return bytes;
    }

    /** True if an image with this configuration runs on a platform. */
    static boolean isFor(Platform wanted, JsonObject config) {
        return wanted.accepts(new Platform(
                Json.text(config, "os", "unknown"),
                Json.text(config, "architecture", "unknown"),
                Json.text(config, "variant", "")));
    }

    BuildException malformed(String what) {
        return ImageFinder.malformed(name, what);
    }
}
