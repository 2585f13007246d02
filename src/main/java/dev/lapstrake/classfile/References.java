package dev.lapstrake.classfile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * The packages outside of itself that some code refers to, seen the way {@code jdeps} sees them but read from constant
 * pools alone: {@code jdeps} takes 24 s over a Spring Boot service with JPA, this takes 1 s, once for each jar.
 *
 * @param packages dots between names, in their order
 * @param drawText whether text is drawn on images
 */
public record References(Set<String> packages, boolean drawText) {
    public static final References NONE = new References(Set.of(), false);

    private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/(\\d+)/.*");

    public References {
        packages = new TreeSet<>(packages);
    }

    /** The references of all the classes in a folder. */
    public static References ofFolder(Path folder) throws IOException {
        ReferenceCollector found = new ReferenceCollector();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (isClass(file.toString())) {
                    try (InputStream in = Files.newInputStream(file)) {
                        found.add(in);
                    }
                }
            }
        }
        return found.found();
    }

    /** The references of all the classes in the folders among some paths. */
    public static References ofFolders(Collection<Path> paths) throws IOException {
        List<References> found = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                found.add(ofFolder(path));
            }
        }
        return union(found);
    }

    /**
     * The references of all the classes in a jar.
     *
     * @param release the Java release that will run it: newer parts of a multi-release jar do not count
     * @throws IOException if the file is no jar
     */
    public static References ofJar(Path jar, int release) throws IOException {
        ReferenceCollector found = new ReferenceCollector();
        try (ZipFile zip = Jar.open(jar)) {
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                if (isClass(entry.getName()) && counts(entry.getName(), release)) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        found.add(in);
                    }
                }
            }
        }
        return found.found();
    }

    /**
     * The references of all the classes in a jar, and in jars inside of it, as Spring Boot and WARs have them.
     *
     * @param release the Java release that will run it: newer parts of a multi-release jar do not count
     */
    public static References ofWholeJar(InputStream jar, int release) throws IOException {
        ReferenceCollector found = new ReferenceCollector();
        addWhole(opened(jar), release, found);
        return found.found();
    }

    private static void addWhole(ZipInputStream zip, int release, ReferenceCollector found) throws IOException {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().endsWith(".jar")) {
                addWhole(opened(zip), release, found);
            } else if (isClass(entry.getName()) && counts(entry.getName(), release)) {
                found.add(zip);
            }
        }
    }

    /** Names that are not said to be UTF-8 may be anything, and must not end the reading; those of classes are ASCII. */
    private static ZipInputStream opened(InputStream jar) {
        return new ZipInputStream(jar, StandardCharsets.ISO_8859_1);
    }

    public static References union(Collection<References> all) {
        Set<String> packages = new TreeSet<>();
        all.forEach(references -> packages.addAll(references.packages));
        return new References(packages, all.stream().anyMatch(References::drawText));
    }

    private static boolean isClass(String name) {
        return name.endsWith(".class") && !name.endsWith("module-info.class");
    }

    private static boolean counts(String name, int release) {
        Matcher versioned = VERSIONED.matcher(name);
        return !versioned.matches() || Integer.parseInt(versioned.group(1)) <= release;
    }
}
