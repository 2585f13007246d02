package dev.lapstrake.root;

import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.TreePath;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The packages that every root is made of, and what of them comes in; the libraries of libc6 come in as needed. */
final class BasePackages {
    /** Every compiled program needs it. */
    static final String C_LIBRARY = "libc6";

    private static final Pattern NOTHING = Pattern.compile("(?!)");

    private static final Map<String, Pattern> FILES = Map.of(
            "base-files",
            Pattern.compile("etc/(debian_version|host\\.conf)|usr/share/common-licenses/.+"),
            "ca-certificates",
            NOTHING, // its certificates are joined into one file
            "libc-bin",
            Pattern.compile("usr/lib/locale/C\\.utf8/.+"), // without it, Java reads and writes ASCII
            C_LIBRARY,
            NOTHING,
            "netbase",
            Pattern.compile("etc/.+"));

    /** Packages that distroless images do not have, but something out of them: certificates, and a locale. */
    private static final Set<String> PARTS = Set.of("ca-certificates", "libc-bin");

    /** Folders of base-files that only a machine with users has something in. */
    private static final Pattern IDLE = Pattern.compile(
            "etc/(default|dpkg|profile\\.d|skel|update-motd\\.d)(/.*)?"
                    + "|usr/(games|include|src)|usr/share/(base-files|dict|doc|info|lintian|man|misc)(/.*)?|var/(backups|lib/misc)");

    /**
     * Names that count as there although they are not, with the reason. Who wants one of them all the same names it in
     * {@code <packages>}.
     */
    private static final Map<String, String> LEFT_OUT = Map.ofEntries(
            Map.entry("bash", "a shell"),
            Map.entry("dash", "a shell"),
            Map.entry("busybox", "a shell"),
            Map.entry("apt", "a package manager"),
            Map.entry("dpkg", "a package manager"),
            Map.entry("debconf", "asks questions for maintainer scripts, which do not run"),
            Map.entry("debconf-2.0", "debconf under another name"),
            Map.entry("cdebconf", "debconf under another name"),
            Map.entry("ucf", "for maintainer scripts"),
            Map.entry("adduser", "for maintainer scripts"),
            Map.entry("init-system-helpers", "for maintainer scripts; a container has no init system"),
            Map.entry("install-info", "for maintainer scripts"),
            Map.entry("awk", "for scripts, and there is no shell to run them"),
            Map.entry("mawk", "awk under another name"));

    private BasePackages() {}

    /** What they depend on is left out: base-files wants awk, ca-certificates openssl, for scripts that do not run. */
    static Set<String> names() {
        return FILES.keySet();
    }

    static Set<String> leftOut() {
        return LEFT_OUT.keySet();
    }

    /** True if a root takes something out of a package whose other files it would have no use for, trimmed or not. */
    static boolean isPart(String name, RootPlan.Role role) {
        return role == RootPlan.Role.BASE && PARTS.contains(name);
    }

    /** True if an entry of a base package belongs to every root. */
    static boolean keeps(String name, TreePath path, Entry entry) {
        if (entry instanceof Entry.Folder) {
            return name.equals("base-files") && !IDLE.matcher(path.value()).matches();
        }
        return FILES.getOrDefault(name, NOTHING).matcher(path.value()).matches();
    }
}
