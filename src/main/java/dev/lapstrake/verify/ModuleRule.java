package dev.lapstrake.verify;

import dev.lapstrake.runtime.PackageMap;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every class finds the modules of the JDK that it refers to. Packages that no JDK has do not count: libraries refer to
 * others that one may leave out.
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
    public Stream<Violation> check(Image image) throws IOException {
        List<JavaRuntime> runtimes = JavaRuntime.of(image);
        if (runtimes.isEmpty()) {
            return Stream.empty();
        }
        Set<String> present =
                runtimes.stream().flatMap(runtime -> runtime.modules().stream()).collect(Collectors.toSet());
        Map<String, List<TreePath>> missing = new TreeMap<>();
        try (PackageMap packages = new PackageMap(jdk)) {
            for (Image.Found code : code(image, runtimes)) {
                Set<String> needed = new TreeSet<>(
                        packages.modulesOf(references.of(code, runtimes.get(0).release())));
                needed.removeAll(present);
                needed.forEach(module -> missing.computeIfAbsent(module, none -> new ArrayList<>())
                        .add(code.path()));
            }
        }
        return missing.entrySet().stream().map(each -> violation(each.getKey(), each.getValue(), image));
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
