package dev.lapstrake.app;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The project's own part of an application.
 *
 * @param packing the form that it has in the end
 * @param paths its elements on the class path
 * @param launch what it needs to be started, beside the class path
 */
record OwnFiles(Packing packing, List<TreePath> paths, Tree launch, List<ApplicationLayer> layers) {
    static OwnFiles of(ClassesFolder classes, List<Dependency> dependencies, Packing wanted, BuildLog log)
            throws IOException, BuildException {
        if (wanted == Packing.FOLDERS) {
            return inFolders(classes);
        }
        OwnJar jar = new OwnJar(classes.compiled().overlay(classes.resources()));
        return inJar(jar, packing(jar, files(dependencies), wanted, log));
    }

    private static OwnFiles inFolders(ClassesFolder classes) {
        return new OwnFiles(
                Packing.FOLDERS,
                List.of(ClassesFolder.RESOURCES, ClassesFolder.CLASSES),
                Tree.EMPTY,
                List.of(
                        new ApplicationLayer("resources", classes.resources().below(ClassesFolder.RESOURCES)),
                        new ApplicationLayer("classes", classes.compiled().below(ClassesFolder.CLASSES))));
    }

    private static Packing packing(OwnJar jar, List<Path> dependencies, Packing wanted, BuildLog log)
            throws IOException {
        Optional<String> clash = wanted.isBehind() ? jar.clash(dependencies) : Optional.empty();
        clash.ifPresent(found -> log.warn("The start-up archive covers the project's own classes too, and is made anew"
                + " whenever one changes: " + found
                + ", so app.jar is the first on the class path. Give the file another"
                + " name; or, if it must be so, write <covers>application</covers> in <training>."));
        return clash.isPresent() ? Packing.JAR_FIRST : wanted;
    }

    private static OwnFiles inJar(OwnJar jar, Packing packing) throws IOException {
        Tree launch = packing == Packing.JAR_BEHIND_STUB ? Tree.EMPTY.with(ClassPath.STUB, OwnJar.stub()) : Tree.EMPTY;
        return new OwnFiles(
                packing,
                List.of(ClassPath.JAR),
                launch,
                List.of(new ApplicationLayer("classes", Tree.EMPTY.with(ClassPath.JAR, jar.entry()))));
    }

    private static List<Path> files(List<Dependency> dependencies) throws BuildException {
        for (Dependency dependency : dependencies) {
            if (Files.isDirectory(dependency.file())) {
                throw new Problem(
                                "startup-class-folder",
                                "The start-up archive that <startup> asks for can't cover a folder of classes.",
                                dependency.file().toString(),
                                "run the phase package in the same build, so that " + dependency.artifactId()
                                        + " is a jar, or write <startup>base</startup>")
                        .exception();
            }
        }
        return dependencies.stream().map(Dependency::file).toList();
    }
}
