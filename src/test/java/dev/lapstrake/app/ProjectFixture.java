package dev.lapstrake.app;

import dev.lapstrake.app.Dependency.Origin;
import dev.lapstrake.files.FileDigests;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A project for tests, compiled by the JDK that runs them. */
public final class ProjectFixture {
    private final Path folder;
    private final List<Dependency> dependencies = new ArrayList<>();
    private Optional<String> mainClass = Optional.empty();
    private Optional<String> declared = Optional.empty();

    public ProjectFixture(Path folder) {
        this.folder = folder;
    }

    /** The jars of a build of the project. */
    public StableJars jars() throws IOException {
        return new StableJars(folder.resolve("jars"), FileDigests.at(folder.resolve("digests")));
    }

    public Path classes() {
        return folder.resolve("classes");
    }

    /** Compiles a class, whose source is given whole. */
    public ProjectFixture compile(String name, String source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        SimpleJavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        Files.createDirectories(classes());
        List<String> options =
                List.of("-d", classes().toString(), "-cp", classes().toString(), "--release", "17", "-proc:none");
        if (!compiler.getTask(null, null, null, options, null, List.of(file)).call()) {
            throw new IllegalStateException("does not compile: " + name);
        }
        return this;
    }

    /** Adds a class with a main method. */
    public ProjectFixture main(String name) throws IOException {
        int dot = name.lastIndexOf('.');
        String head = dot < 0 ? "" : "package " + name.substring(0, dot) + "; ";
        return compile(
                name, head + "public class " + name.substring(dot + 1) + " { public static void main(String[] a) {} }");
    }

    public ProjectFixture resource(String name, String content) throws IOException {
        Path file = classes().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content, StandardCharsets.ISO_8859_1);
        return this;
    }

    /** Adds a jar that holds one file, {@code content.txt}. */
    public ProjectFixture dependency(String group, String artifact, String version, Origin origin) throws IOException {
        Path jar = Files.createDirectories(folder.resolve("repository").resolve(group))
                .resolve(artifact + "-" + version + ".jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            ZipEntry entry = new ZipEntry("content.txt");
            entry.setTime(0);
            zip.putNextEntry(entry);
            zip.write((group + artifact + version).getBytes(StandardCharsets.UTF_8));
        }
        dependencies.add(new Dependency(group, artifact, version, "", jar, origin));
        return this;
    }

    public ProjectFixture mainClass(String name) {
        mainClass = Optional.of(name);
        return this;
    }

    public ProjectFixture declaredMainClass(String name) {
        declared = Optional.of(name);
        return this;
    }

    /** Takes away all that was compiled. */
    public ProjectFixture withoutClasses() throws IOException {
        dev.lapstrake.disk.Scratch.delete(classes());
        return this;
    }

    public ProjectSource source() {
        return new ProjectSource(classes(), dependencies, mainClass, declared);
    }
}
