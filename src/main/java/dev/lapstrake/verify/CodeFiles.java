package dev.lapstrake.verify;

import dev.lapstrake.tree.TreePath;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * All files of an image one after the other, and behind an archive what is in it. Nothing is held in memory.
 *
 * @param opened which archives are looked into
 * @param depth 1 to pass over archives in archives, more to look into those as well; a bound, since an archive may be made
 *     to hold itself
 */
record CodeFiles(Image image, Predicate<TreePath> opened, int depth) {
    private static final Pattern ARCHIVE = Pattern.compile(".*\\.(jar|war|ear|rar|zip|whl)");
    private static final int DEEPEST = 4;

    /** Looks at a file. */
    interface Visitor {
        void visit(CodeFile file) throws IOException;
    }

    /** Files, and what is in the jar that the image starts: a fat jar, or a WAR, is the application. */
    static CodeFiles ofApplication(Image image) {
        return new CodeFiles(image, path -> isStarted(path, image), 1);
    }

    /** Files, and what is in archives, whose ever they are. */
    static CodeFiles ofAll(Image image) {
        return new CodeFiles(image, path -> true, DEEPEST);
    }

    private static boolean isStarted(TreePath path, Image image) {
        return image.container().command().stream()
                .flatMap(word -> Stream.of(word.split("[:=]", -1)))
                .anyMatch(word -> word.equals(path.name()) || word.endsWith("/" + path.name()));
    }

    void forEach(Visitor visitor) throws IOException {
        for (Image.Found found : (Iterable<Image.Found>) image.files()::iterator) {
            String name = found.path().absolute();
            visitor.visit(new CodeFile(
                    found.path(), name, () -> found.file().content().open()));
            if (ARCHIVE.matcher(name).matches() && opened.test(found.path())) {
                try (InputStream in = found.file().content().open()) {
                    forEachEntry(found.path(), name, in, depth, visitor);
                }
            }
        }
    }

    private static void forEachEntry(TreePath path, String archive, InputStream in, int depth, Visitor visitor)
            throws IOException {
        ZipInputStream zip = new ZipInputStream(in, StandardCharsets.ISO_8859_1);
        try {
            for (ZipEntry entry = next(zip); entry != null; entry = next(zip)) {
                String name = archive + "!/" + entry.getName();
                InputStream open = new Unclosed(zip);
                if (ARCHIVE.matcher(name).matches() && depth > 1) {
                    forEachEntry(path, name, open, depth - 1, visitor);
                } else if (!entry.isDirectory()) {
                    visitor.visit(new CodeFile(path, name, () -> open));
                }
            }
        } catch (ZipException | EOFException e) {
            return; // it only looks like an archive, or ends too early for anyone to read on
        }
    }

    private static @Nullable ZipEntry next(ZipInputStream zip) throws IOException {
        try {
            return zip.getNextEntry();
        } catch (IllegalArgumentException e) { // a name that is not what the archive says that it is
            throw new ZipException(e.getMessage());
        }
    }

    /** An entry, which whoever reads it may close: the archive stays open. */
    private static final class Unclosed extends FilterInputStream {
        private Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // the archive is closed where it was opened
        }
    }
}
