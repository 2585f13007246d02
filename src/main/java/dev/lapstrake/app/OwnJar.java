package dev.lapstrake.app;

import dev.lapstrake.classfile.Jar;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * What a project compiled, as a jar.
 *
 * @param files classes and resources
 */
record OwnJar(Tree files) {
    /**
     * Leads to the jar of a training. The JVM takes the words of {@code Class-Path} for names of files, and finds none of
     * this name; class loaders take them for addresses (JAR File Specification, "Class-Path Attribute").
     */
    private static final String STUB =
            "Manifest-Version: 1.0\r\nClass-Path: ../%74raining.jar\r\nCreated-By: lapstrake\r\n\r\n";

    /** What more than one jar may have, in any order: each is found, or none counts. Of services the first may count. */
    private static final Pattern SHARED = Pattern.compile("META-INF/(MANIFEST\\.MF|INDEX\\.LIST|maven/.*"
            + "|spring\\.factories|spring/.*\\.imports|spring\\.(components|handlers|schemas|tooling)"
            + "|spring-configuration-metadata\\.json|spring/aot\\.factories|[^/]*\\.kotlin_module"
            + "|(LICENSE|NOTICE|DEPENDENCIES)[^/]*|versions/\\d+/module-info\\.class)|module-info\\.class");

    /** Folders are entries too: Spring looks them up, to find the classes in them. */
    Entry.File entry() throws IOException {
        SortedMap<String, Content> sorted = new TreeMap<>(StableJar.ORDER);
        files.withParents().entries().forEach((path, entry) -> {
            if (entry instanceof Entry.File file) {
                sorted.put(path.value(), file.content());
            } else if (entry instanceof Entry.Folder) {
                sorted.put(path.value() + "/", Content.of(new byte[0]));
            }
        });
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream jar = new ZipOutputStream(bytes)) {
            for (var file : sorted.entrySet()) {
                try (InputStream in = file.getValue().open()) {
                    StableJar.add(file.getKey(), in.readAllBytes(), jar);
                }
            }
        }
        return new Entry.File(Attributes.FILE, Content.of(bytes.toByteArray()));
    }

    static Entry.File stub() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream jar = new ZipOutputStream(bytes)) {
            StableJar.add(StableJar.MANIFEST, STUB.getBytes(StandardCharsets.UTF_8), jar);
        }
        return new Entry.File(Attributes.FILE, Content.of(bytes.toByteArray()));
    }

    /** Says of a file that a dependency has it as well, where it would win if the jar were the last on the class path. */
    Optional<String> clash(Collection<Path> jars) throws IOException {
        for (Path file : jars) {
            try (ZipFile jar = Jar.open(file)) {
                Optional<String> name = jar.stream()
                        .filter(entry -> !entry.isDirectory())
                        .map(ZipEntry::getName)
                        .filter(this::isOwn)
                        .findFirst();
                if (name.isPresent()) {
                    return name.map(found -> found + " is in app.jar and in " + file.getFileName());
                }
            }
        }
        return Optional.empty();
    }

    private boolean isOwn(String name) {
        List<String> parts = List.of(name.split("/", -1));
        return !SHARED.matcher(name).matches()
                && !parts.contains("")
                && !parts.contains(".")
                && !parts.contains("..")
                && files.get(TreePath.of(name)).isPresent();
    }
}
