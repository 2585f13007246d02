package dev.lapstrake.verify;

import dev.lapstrake.cache.KeptText;
import dev.lapstrake.classfile.ClassFile;
import dev.lapstrake.classfile.References;
import dev.lapstrake.classfile.UnknownClassFileException;
import dev.lapstrake.oci.Digest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipException;

/**
 * What jars and class files refer to; for jars, kept by their digest.
 *
 * @param folder where it is kept, a small text file for each jar
 */
record KnownReferences(Path folder) {
    /** Raised whenever the same jar comes to be read otherwise. */
    private static final String VERSION = "whole-1";

    References of(Image.Found code, int release) throws IOException {
        if (code.path().name().endsWith(".class")) {
            return ofClass(code);
        }
        Digest digest;
        try (InputStream in = code.file().content().open()) {
            digest = Digest.of(in);
        }
        KeptText kept = new KeptText(folder.resolve(VERSION + "-" + release + "-" + digest.hex()));
        Optional<String> known = kept.read();
        if (known.isPresent()) {
            return new References(known.get().lines().collect(Collectors.toCollection(TreeSet::new)), false);
        }
        References found = read(code, release);
        kept.write(String.join("\n", found.packages()));
        return found;
    }

    /** A file that only looks like a jar, or ends too early, has no classes. */
    private static References read(Image.Found jar, int release) throws IOException {
        try (InputStream in = jar.file().content().open()) {
            return References.ofWholeJar(in, release);
        } catch (ZipException | EOFException e) {
            return References.NONE;
        }
    }

    private static References ofClass(Image.Found code) throws IOException {
        if (code.path().name().equals("module-info.class")) {
            return References.NONE;
        }
        try (InputStream in = code.file().content().open()) {
            return ClassFile.read(in).references();
        } catch (UnknownClassFileException e) {
            return References.NONE;
        }
    }
}
