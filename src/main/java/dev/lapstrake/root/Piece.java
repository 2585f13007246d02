package dev.lapstrake.root;

import dev.lapstrake.root.apt.DebianPackage;
import dev.lapstrake.root.contents.FileChoice;
import dev.lapstrake.root.contents.RootContents;
import dev.lapstrake.root.contents.Trim;
import dev.lapstrake.root.deb.Deb;
import dev.lapstrake.root.elf.ElfFile;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A package of the plan, taken apart. */
record Piece(RootPlan.Role role, DebianPackage origin, Deb deb) {
    /** What people read, or shells complete; copyright files are kept all the same, for every package that is in. */
    private static final Pattern FOR_PEOPLE = Pattern.compile(
            "usr/share/(doc|doc-base|man|info|locale|lintian|bug|gtk-doc|help|bash-completion|fish|zsh)(/.*)?"
                    + "|etc/bash_completion\\.d(/.*)?");

    String name() {
        return origin.name();
    }

    /** What is in whatever else is. */
    BiPredicate<TreePath, Entry> kept(RootContents contents) throws IOException {
        if (role == RootPlan.Role.PART) {
            Predicate<String> wanted =
                    contents.parts().getOrDefault(name(), FileChoice.NOTHING).among(this::hasFile);
            return (path, entry) -> !(entry instanceof Entry.Folder) && wanted.test(path.value());
        }
        if (contents.packages().trim() == Trim.NONE && !BasePackages.isPart(name(), role)) {
            return (path, entry) -> true;
        }
        if (role == RootPlan.Role.BASE) {
            return (path, entry) -> BasePackages.keeps(name(), path, entry);
        }
        boolean whole = isWhole();
        return (path, entry) -> whole && !FOR_PEOPLE.matcher(path.value()).matches();
    }

    private boolean hasFile(String path) {
        return isFile(deb.tree(), path);
    }

    /** True if there is a file, or a link. */
    static boolean isFile(Tree tree, String path) {
        return tree.get(new TreePath(path))
                .filter(entry -> !(entry instanceof Entry.Folder))
                .isPresent();
    }

    /** True if no entry is left out but what people read: how the package's data is used can't be seen from outside. */
    private boolean isWhole() throws IOException {
        return role == RootPlan.Role.NAMED || (role == RootPlan.Role.DEPENDENCY && !isCompiled());
    }

    private boolean isCompiled() throws IOException {
        for (Map.Entry<TreePath, Entry> entry : deb.tree().entries().entrySet()) {
            if (ElfFile.read(entry.getKey(), entry.getValue()).isPresent()) {
                return true;
            }
        }
        return false;
    }
}
