package dev.lapstrake.root;

import dev.lapstrake.root.apt.Suite;
import dev.lapstrake.root.contents.Accounts;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What no package has, since an installation makes it: users, folders with their owners, links of the merged /usr. */
final class SystemFiles {
    /** The C library has these two services built in, so nothing must be loaded for them. */
    private static final String NSSWITCH = """
            passwd: files
            group: files
            shadow: files
            hosts: files dns
            networks: files
            protocols: files
            services: files
            ethers: files
            rpc: files
            """;

    /** As base-files' script makes them: what is written there is gone with the container (FHS 3.0, 3.15 and 5.13). */
    private static final Map<TreePath, Entry> VOLATILE = Map.of(
            new TreePath("run/lock"), new Entry.Folder(Attributes.FOLDER.withMode(01777)),
            new TreePath("var/lock"), Entry.link("/run/lock"),
            new TreePath("var/run"), Entry.link("/run"));

    private static final List<String> MERGED = List.of("bin", "lib", "lib32", "lib64", "libx32", "sbin");

    private SystemFiles() {}

    /**
     * @param packages what the packages give, which decides which links are needed
     */
    static Tree of(Suite suite, Tree packages, Accounts accounts) {
        Map<TreePath, Entry> files = new TreeMap<>();
        files.put(new TreePath("etc/passwd"), Entry.file(accounts.passwd()));
        files.put(new TreePath("etc/group"), Entry.file(accounts.group()));
        files.put(new TreePath("etc/nsswitch.conf"), Entry.file(NSSWITCH));
        files.put(new TreePath("usr/lib/os-release"), Entry.file(osRelease(suite)));
        files.put(new TreePath("etc/os-release"), Entry.link("../usr/lib/os-release"));
        files.putAll(StandardFolders.made());
        files.putAll(links(packages));
        VOLATILE.forEach((path, entry) -> {
            if (packages.entries().keySet().stream().allMatch(taken -> taken.equals(path) || !path.holds(taken))) {
                files.put(path, entry);
            }
        });
        return Tree.of(files);
    }

    /** Scanners go by the number, to know whose list of faults to look into. */
    private static String osRelease(Suite suite) {
        return String.join(
                "\n",
                "PRETTY_NAME=\"Distroless\"",
                "NAME=\"Debian GNU/Linux\"",
                "ID=\"debian\"",
                "VERSION_ID=\"" + suite.version() + "\"",
                "VERSION=\"" + suite.version() + " (" + suite + ")\"",
                "VERSION_CODENAME=" + suite,
                "HOME_URL=\"https://www.debian.org/\"",
                "SUPPORT_URL=\"https://www.debian.org/support\"",
                "BUG_REPORT_URL=\"https://bugs.debian.org/\"",
                "");
    }

    private static Map<TreePath, Entry> links(Tree packages) {
        Map<TreePath, Entry> links = new TreeMap<>();
        Tree complete = packages.withParents();
        for (String name : MERGED) {
            if (complete.get(new TreePath("usr/" + name)).isPresent()) {
                links.put(new TreePath(name), Entry.link("usr/" + name));
            }
        }
        return links;
    }
}
