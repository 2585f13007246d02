package dev.lapstrake.root.elf;

import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the compiled files of a tree need from outside of it.
 *
 * @param libraries sonames that the tree does not have itself, each with the first file that asks for it
 * @param glibc the oldest C library that will do
 * @param newest the first file that asks for one as new as that; empty if none asks
 */
public record ElfNeeds(SortedMap<String, String> libraries, GlibcVersion glibc, String newest) {
    /** The fact under which a stage tells its needs, as {@link #text} writes them. */
    public static final String FACT = "needs";

    public static final ElfNeeds NONE = new ElfNeeds(new TreeMap<>(), GlibcVersion.NONE, "");

    public ElfNeeds {
        libraries = Collections.unmodifiableSortedMap(new TreeMap<>(libraries));
    }

    /**
     * Looks at every file. Leave out beforehand what is never loaded, such as a JDK's libraries for a display.
     *
     * @throws IOException if a file can't be read, or is an ELF file that is not sound
     */
    public static ElfNeeds of(Tree tree) throws IOException {
        SortedMap<String, String> libraries = new TreeMap<>();
        Set<String> provided = new TreeSet<>();
        ElfNeeds glibc = NONE;
        for (Map.Entry<TreePath, Entry> entry : tree.entries().entrySet()) {
            Optional<ElfFile> elf = ElfFile.read(entry.getKey(), entry.getValue());
            if (elf.isPresent()) {
                String path = entry.getKey().value();
                provided.add(entry.getKey().name());
                provided.add(elf.get().soname());
                elf.get().needed().forEach(soname -> libraries.putIfAbsent(soname, path));
                glibc = glibc.orNewer(GlibcVersion.newest(elf.get().versionsNeeded()), path);
            }
        }
        libraries.keySet().removeAll(provided);
        return new ElfNeeds(libraries, glibc.glibc, glibc.newest);
    }

    /** The same, and a library that is loaded although no file says so. */
    public ElfNeeds and(String soname, String file) {
        SortedMap<String, String> more = new TreeMap<>(libraries);
        more.putIfAbsent(soname, file);
        return new ElfNeeds(more, glibc, newest);
    }

    private ElfNeeds orNewer(GlibcVersion version, String path) {
        return version.compareTo(glibc) > 0 ? new ElfNeeds(libraries, version, path) : this;
    }

    /** The needs as lines of text, which {@link #parse} reads. */
    public String text() {
        StringBuilder text = new StringBuilder().append(glibc).append('\t').append(plain(newest));
        libraries.forEach((soname, file) ->
                text.append('\n').append(plain(soname)).append('\t').append(plain(file)));
        return text.toString();
    }

    /** A name without what would break a line in two. */
    private static String plain(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }

    /** True for a text that {@link #parse} reads. */
    public static boolean isText(@Nullable String text) {
        try {
            return text != null && parse(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * @throws IllegalArgumentException if the text was not made by {@link #text}
     */
    public static ElfNeeds parse(String text) {
        SortedMap<String, String> libraries = new TreeMap<>();
        String[] lines = text.split("\n", -1);
        for (int i = 1; i < lines.length; i++) {
            String[] need = fields(lines[i]);
            libraries.put(need[0], need[1]);
        }
        String[] glibc = fields(lines[0]);
        return new ElfNeeds(libraries, new GlibcVersion(glibc[0]), glibc[1]);
    }

    private static String[] fields(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != 2) {
            throw new IllegalArgumentException("not a need: '" + line + "'");
        }
        return fields;
    }
}
