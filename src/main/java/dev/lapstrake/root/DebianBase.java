package dev.lapstrake.root;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.root.apt.InstalledPackages;
import dev.lapstrake.root.apt.Suite;
import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Links;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What there is to know of somebody's image for Debian packages to be laid on it.
 *
 * @param isDpkgs true if dpkg keeps its records, to which a package is there as a whole or not at all
 */
record DebianBase(Suite suite, boolean isDpkgs, InstalledPackages installed) {
    static final TreePath STATUS = new TreePath("var/lib/dpkg/status");

    private static final TreePath STATUS_FOLDER = new TreePath("var/lib/dpkg/status.d");
    private static final List<TreePath> RELEASE =
            List.of(new TreePath("etc/os-release"), new TreePath("usr/lib/os-release"));

    /**
     * @param files all of the image
     * @param name of the image, for errors
     */
    static DebianBase read(Tree files, String name) throws IOException, BuildException {
        Map<String, String> release = release(files);
        Optional<Suite> suite = Arrays.stream(Suite.values())
                .filter(known -> "debian".equals(release.get("ID")) && isOf(known, release))
                .findFirst();
        if (suite.isEmpty()) {
            throw unknown(name, release);
        }
        return new DebianBase(suite.get(), text(files, STATUS).isPresent(), installed(files));
    }

    /** The distroless images tell their number alone. */
    private static boolean isOf(Suite suite, Map<String, String> release) {
        return release.containsKey("VERSION_CODENAME")
                ? suite.codename().equals(release.get("VERSION_CODENAME"))
                : String.valueOf(suite.version()).equals(release.get("VERSION_ID"));
    }

    private static BuildException unknown(String name, Map<String, String> release) {
        String found = release.isEmpty() ? "no os-release" : new TreeMap<>(release).toString();
        return new Problem(
                        "packages-base-unknown",
                        "<packages> are laid on an image of Debian trixie or bookworm only, which that in <base> is not.",
                        name + ", " + found,
                        "name an image of one of these in <base>, or leave <packages> out, and add what is missing when"
                                + " the base is made")
                .exception();
    }

    private static Map<String, String> release(Tree files) throws IOException {
        Map<String, String> values = new HashMap<>();
        for (TreePath path : RELEASE) {
            Optional<String> text = text(files, path);
            if (text.isPresent() && values.isEmpty()) {
                text.get()
                        .lines()
                        .map(line -> line.split("=", 2))
                        .filter(pair -> pair.length == 2 && pair[0].matches("ID|VERSION_ID|VERSION_CODENAME"))
                        .forEach(pair -> values.put(
                                pair[0], pair[1].replaceAll("[\"']", "").strip()));
            }
        }
        return values;
    }

    private static InstalledPackages installed(Tree files) throws IOException {
        Architectures architectures = Architectures.of(files);
        InstalledPackages all = packages(text(files, STATUS).orElse(""), architectures);
        for (TreePath path : files.entries().keySet()) {
            if (STATUS_FOLDER.holds(path) && !path.name().endsWith(".md5sums")) {
                all = all.and(packages(text(files, path).orElse(""), architectures));
            }
        }
        return all;
    }

    private static InstalledPackages packages(String records, Architectures architectures) throws IOException {
        return InstalledPackages.read(new StringReader(records), architectures::isForeign);
    }

    static Optional<String> text(Tree files, TreePath path) throws IOException {
        Optional<Content> content = content(files, path);
        return content.isPresent()
                ? Optional.of(new String(content.get().bytes(), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    /** What a file holds; it may be found by way of links. */
    static Optional<Content> content(Tree files, TreePath path) {
        return Links.follow(files, path)
                .flatMap(files::get)
                .filter(Entry.File.class::isInstance)
                .map(entry -> ((Entry.File) entry).content());
    }

    /** The same as text, which {@link #parse} reads. */
    String text() {
        return suite.codename() + "\n" + isDpkgs + "\n" + installed.text();
    }

    static DebianBase parse(String text) throws BuildException {
        String[] parts = text.split("\n", 3);
        return new DebianBase(Suite.parse(parts[0]), Boolean.parseBoolean(parts[1]), InstalledPackages.parse(parts[2]));
    }
}
