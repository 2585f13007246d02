package dev.lapstrake.root;

import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.util.Optional;

/**
 * The architectures that an image has packages of.
 *
 * @param own the one that its programs are for; empty if it has no other
 */
record Architectures(Optional<String> own) {
    /** Where dpkg writes them down once there is more than one, its own first. */
    private static final TreePath FILE = new TreePath("var/lib/dpkg/arch");

    static Architectures of(Tree files) throws IOException {
        return new Architectures(DebianBase.text(files, FILE).flatMap(text -> text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()));
    }

    /** True if a package is for programs of another architecture. */
    boolean isForeign(String architecture) {
        return own.isPresent() && !architecture.equals("all") && !architecture.equals(own.get());
    }
}
