package dev.lapstrake.verify;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The rules that there are. */
final class Rules {
    /** Raised whenever a rule comes to find something else in the same image. */
    static final int VERSION = 3;

    private Rules() {}

    /**
     * @param jdk the home of a JDK that tells which module has which package
     * @param references the folder where it is kept what jars refer to
     */
    static List<Rule> all(Path jdk, Path references) {
        return List.of(
                new ShellRule(),
                new PackageManagerRule(),
                new InterpreterRule(),
                new BuildToolRule(),
                new SetUidRule(),
                new WorldWritableRule(),
                new DeviceRule(),
                new RootUserRule(),
                new SecretRule(),
                new SourceRule(),
                new TestCodeRule(),
                new UnknownLayerRule(),
                new BrokenLinkRule(),
                new LibraryRule(),
                new ModuleRule(jdk, new KnownReferences(references)));
    }

    /** What rules are called, those of a budget included. */
    static Set<String> ids() {
        Set<String> ids = new TreeSet<>(Set.of(Budget.SIZE, Budget.GROWTH));
        all(Path.of(""), Path.of("")).forEach(rule -> ids.add(rule.id()));
        return ids;
    }
}
