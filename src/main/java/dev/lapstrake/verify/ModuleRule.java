package dev.lapstrake.verify;

import dev.lapstrake.classfile.References;
import dev.lapstrake.runtime.PackageMap;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Every class finds the modules of the JDK that it refers to. What is there, the image's own runtime tells. What is not
 * there is a module's, or of a library that one may leave out: only for that a JDK is asked.
 *
 * @param jdk the home of a JDK that tells which module has which package
 * @param references what jars are known to refer to
 */
record ModuleRule(Path jdk, KnownReferences references) implements Rule {
    @Override
    public String id() {
        return "module";
    }

    @Override
    public Optional<String> unchecked(Image image) throws IOException {
        try {
            JavaRuntime.of(image.tree());
            return Optional.empty();
        } catch (UnreadableRuntimeException e) {
            return Optional.of("the modules of the Java runtime in the image are in a form that is not known here");
        }
    }

    @Override
    public Stream<Violation> check(Image image) throws IOException {
        List<JavaRuntime> runtimes = JavaRuntime.of(image.tree());
        if (runtimes.isEmpty()) {
            return Stream.empty();
        }
        Map<String, List<TreePath>> missing = new TreeMap<>();
        try (PackageMap packages = new PackageMap(jdk)) {
            for (Image.Found code : code(image, runtimes)) {
                References needed = references.of(code, runtimes.get(0).release());
                for (String module : missing(needed, runtimes, packages)) {
                    missing.computeIfAbsent(module, none -> new ArrayList<>()).add(code.path());
                }
            }
        }
        return missing.entrySet().stream().map(each -> violation(each.getKey(), each.getValue(), image));
    }

    private static Set<String> missing(References needed, List<JavaRuntime> runtimes, PackageMap packages)
            throws IOException {
        Set<String> absent = new TreeSet<>(needed.packages());
        runtimes.forEach(runtime -> absent.removeAll(runtime.content().packages()));
        Set<String> modules = packages.modulesOf(new References(absent, false));
        runtimes.forEach(runtime -> modules.removeAll(runtime.content().modules()));
        return modules;
    }

    private static List<Image.Found> code(Image image, List<JavaRuntime> runtimes) {
        return image.files()
                .filter(found -> found.path().name().endsWith(".jar")
                        || found.path().name().endsWith(".class"))
                .filter(found ->
                        runtimes.stream().noneMatch(runtime -> runtime.home().holds(found.path())))
                .toList();
    }

    private Violation violation(String module, List<TreePath> code, Image image) {
        TreePath first = code.get(0);
        String others = code.size() == 1 ? "" : " and " + (code.size() - 1) + " more";
        return new Violation(
                id(),
                module,
                image.layer(first),
                "is a module that the runtime lacks, and that '" + first.absolute() + "'" + others + " refers to");
    }
}
