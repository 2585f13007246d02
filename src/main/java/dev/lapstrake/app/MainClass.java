package dev.lapstrake.app;

import dev.lapstrake.classfile.ClassFile;
import dev.lapstrake.classfile.Jar;
import dev.lapstrake.classfile.UnknownClassFileException;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;
import javax.lang.model.SourceVersion;

/**
 * Finds the class to start: the one that the user names, else the one that the project declares elsewhere, else the only
 * one that can be started; among several, the only Spring Boot application.
 */
record MainClass(ProjectSource source, ClassesFolder classes) {
    private static final String FIX = "write <mainClass>com.example.Main</mainClass>, or -Dlapstrake.mainClass=…";

    String find() throws IOException, BuildException {
        if (source.mainClass().isPresent()) {
            return existing(source.mainClass().get(), "<mainClass>");
        }
        if (source.declaredMainClass().isPresent()) {
            return existing(source.declaredMainClass().get(), "The main class of the jar or Spring Boot plugin");
        }
        return theOne(launchable());
    }

    private String existing(String name, String element) throws IOException, BuildException {
        TreePath file = path(name, element);
        boolean found = classes.compiled().get(file).isPresent();
        for (Dependency dependency : source.dependencies()) {
            found = found || holds(dependency.file(), file);
        }
        if (!found) {
            throw new Problem(
                            "main-class-unknown",
                            element + " is neither in the project nor in its dependencies.",
                            name,
                            "write the full name of a class with a main method, for example com.example.Main")
                    .exception();
        }
        return name;
    }

    private static TreePath path(String className, String element) throws BuildException {
        if (!SourceVersion.isName(className)) {
            throw new Problem("main-class-malformed", element + " is no class name.", className, FIX).exception();
        }
        return TreePath.of(className.replace('.', '/') + ".class");
    }

    private static boolean holds(Path library, TreePath file) throws IOException {
        if (Files.isDirectory(library)) {
            return Files.exists(library.resolve(file.value()));
        }
        try (ZipFile zip = Jar.open(library)) {
            return zip.getEntry(file.value()) != null;
        }
    }

    private List<ClassFile> launchable() throws IOException {
        List<ClassFile> found = new ArrayList<>();
        for (Entry entry : classes.compiled().entries().values()) {
            if (entry instanceof Entry.File file) {
                read(file).filter(ClassFile::launchable).ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<ClassFile> read(Entry.File file) throws IOException {
        try (InputStream in = file.content().open()) {
            return Optional.of(ClassFile.read(in));
        } catch (UnknownClassFileException e) {
            return Optional.empty(); // it can be started only by name
        }
    }

    private String theOne(List<ClassFile> launchable) throws BuildException {
        List<ClassFile> springBoot =
                launchable.stream().filter(ClassFile::springBoot).toList();
        List<ClassFile> candidates = springBoot.isEmpty() ? launchable : springBoot;
        if (candidates.size() == 1) {
            return candidates.get(0).name();
        }
        if (candidates.isEmpty()) {
            throw new Problem(
                            "main-class-missing",
                            "No class of the project has a main method, so there is nothing to start.",
                            source.classes().toString(),
                            FIX + ", or set <skip>true</skip> in a library's module")
                    .exception();
        }
        String names =
                String.join(", ", candidates.stream().map(ClassFile::name).toList());
        throw new Problem("main-class-ambiguous", "Several classes have a main method.", names, FIX).exception();
    }
}
