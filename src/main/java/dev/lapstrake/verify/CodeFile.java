package dev.lapstrake.verify;

import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * A file of the image, or of the jar that the image starts: a fat jar, or a WAR, is the application.
 *
 * @param path of the file, or of the jar
 * @param name the path from the image's top; in a jar, behind {@code !/}
 * @param content empty for jars inside of a jar
 */
record CodeFile(TreePath path, String name, Content content) {
    private static final int LARGEST = 1 << 20;

    static Stream<CodeFile> all(Image image) throws IOException {
        List<CodeFile> inJars = new ArrayList<>();
        for (Image.Found found :
                (Iterable<Image.Found>) image.files().filter(file -> isStarted(file, image))::iterator) {
            addEntries(found, inJars);
        }
        Stream<CodeFile> files = image.files()
                .map(found -> new CodeFile(
                        found.path(), found.path().absolute(), found.file().content()));
        return Stream.concat(files, inJars.stream());
    }

    private static boolean isStarted(Image.Found found, Image image) {
        String name = found.path().name();
        return (name.endsWith(".jar") || name.endsWith(".war"))
                && image.container().command().stream()
                        .anyMatch(word -> word.equals(found.path().absolute()) || word.endsWith(name));
    }

    private static void addEntries(Image.Found jar, List<CodeFile> files) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(jar.file().content().open())) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    String name = jar.path().absolute() + "!/" + entry.getName();
                    files.add(new CodeFile(jar.path(), name, content(zip, entry)));
                }
            }
        } catch (ZipException e) {
            return; // it only looks like a jar
        }
    }

    /** What is larger than any source, key or class is nothing that is looked for. */
    private static Content content(InputStream zip, ZipEntry entry) throws IOException {
        if (entry.getName().endsWith(".jar")) {
            return Content.of("");
        }
        byte[] bytes = zip.readNBytes(LARGEST);
        return Content.of(bytes);
    }

    /** The plain name. */
    String shortName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    Violation violation(Rule rule, Image image, String what) {
        return new Violation(rule.id(), name, image.layer(path), what);
    }
}
