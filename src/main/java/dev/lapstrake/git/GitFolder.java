package dev.lapstrake.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where git keeps a working copy's data (gitrepository-layout(5)).
 *
 * @param own what is this working copy's alone: HEAD
 * @param common what it shares with the repository's other work trees: refs and configuration
 */
record GitFolder(Path own, Path common) {
    private static final String LINK = "gitdir:";

    /** The nearest one, of the folder or of one that it is in. */
    static Optional<GitFolder> above(Path folder) throws IOException {
        for (Path place = folder.toAbsolutePath().normalize(); place != null; place = place.getParent()) {
            Path git = place.resolve(".git");
            if (Files.isRegularFile(git)) {
                return linked(git);
            }
            if (Files.isRegularFile(git.resolve("HEAD"))) {
                return Optional.of(at(git));
            }
        }
        return Optional.empty();
    }

    /** A work tree and a submodule have a file instead, which says where the folder is. */
    private static Optional<GitFolder> linked(Path file) throws IOException {
        String text = read(file).strip();
        if (!text.startsWith(LINK)) {
            return Optional.empty();
        }
        Path git =
                resolve(file.resolveSibling("."), text.substring(LINK.length()).strip());
        return Files.isRegularFile(git.resolve("HEAD")) ? Optional.of(at(git)) : Optional.empty();
    }

    private static GitFolder at(Path own) throws IOException {
        Path common = own.resolve("commondir");
        return new GitFolder(
                own, Files.isRegularFile(common) ? resolve(own, read(common).strip()) : own);
    }

    private static Path resolve(Path folder, String path) throws IOException {
        try {
            return folder.resolve(path).normalize();
        } catch (InvalidPathException e) {
            throw new IOException("git's files name no path of this system: " + path, e);
        }
    }

    /** A file's text; nothing if there is no such file. */
    String text(Path file) throws IOException {
        return Files.isRegularFile(file) ? read(file) : "";
    }

    /** Git takes names as they come: what is no UTF-8 in them is no reason to stop. */
    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
