package dev.lapstrake.runtime;

import dev.lapstrake.classfile.References;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The modules of a runtime, by name; {@code jlink} adds what these require.
 *
 * @param names at least {@code java.base}
 */
public record Modules(SortedSet<String> names) {
    /**
     * Modules that others look up at run time, so that no class file names them: elliptic-curve TLS, jars opened as file
     * systems, DNS through JNDI, the beans that show CPU and memory, SASL and Kerberos mechanisms.
     */
    private static final Map<String, List<String>> LOOKED_UP = Map.of(
            "java.base", List.of("jdk.crypto.ec", "jdk.zipfs"),
            "java.management", List.of("jdk.management"),
            "java.naming", List.of("jdk.naming.dns"),
            "java.security.jgss", List.of("jdk.security.jgss"));

    public Modules {
        names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    /** All of Java SE, for applications whose needs can't be seen. */
    static Modules javaSe(PackageMap packages, Collection<String> wanted) throws BuildException {
        return withLookedUp(Set.of("java.base", "java.management", "java.naming", "java.security.jgss", "java.se"))
                .and(wanted, packages);
    }

    /** What the references need, and what the user names. */
    static Modules neededBy(References references, PackageMap packages, Collection<String> wanted)
            throws IOException, BuildException {
        Set<String> needed = packages.modulesOf(references);
        needed.add("java.base");
        return withLookedUp(needed).and(wanted, packages);
    }

    private static Modules withLookedUp(Set<String> needed) {
        SortedSet<String> all = new TreeSet<>(needed);
        needed.forEach(module -> all.addAll(LOOKED_UP.getOrDefault(module, List.of())));
        return new Modules(all);
    }

    private Modules and(Collection<String> wanted, PackageMap packages) throws BuildException {
        for (String module : wanted) {
            if (!packages.has(module)) {
                throw new Problem(
                                "module-unknown",
                                "<modules> names a module that the JDK does not have.",
                                module,
                                "write a name that `java --list-modules` prints, for example jdk.jfr")
                        .exception();
            }
        }
        SortedSet<String> all = new TreeSet<>(names);
        all.addAll(wanted);
        all.removeIf(module -> !packages.has(module)); // jdk.crypto.ec is to go in some later release
        return new Modules(all);
    }
}
