package dev.lapstrake.declared;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.stage.StageInputs;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.MalformedTreeException;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What earlier stages hand over to one with commands.
 *
 * @param scratch where their files are unpacked
 */
record Handover(List<StageInput> copies, StageInputs inputs, Path scratch) {
    private static final int OWNER_READ_WRITE = 0600;

    /** Lays the copies over a tree. */
    Tree over(Tree files) throws IOException, BuildException {
        Map<String, Tree> unpacked = new HashMap<>();
        Tree laid = files;
        Tree handed = Tree.EMPTY;
        for (StageInput input : copies) {
            String stage = input.from().name();
            Tree tree = unpacked.get(stage);
            if (tree == null) {
                tree = inputs.treeOf(input.from(), scratch);
                unpacked.put(stage, tree);
            }
            Tree copied = copied(input, tree);
            checkHidesNothing(handed, copied, input.copy());
            handed = laid(handed, copied, input.copy());
            laid = laid(laid, copied, input.copy());
        }
        return laid;
    }

    /** A copy may replace a file of the stage's own inputs, but not what another copy brings. */
    private static void checkHidesNothing(Tree handed, Tree copied, Copy copy) throws IOException, BuildException {
        for (Map.Entry<TreePath, Entry> entry : copied.entries().entrySet()) {
            Optional<Entry> before = handed.get(entry.getKey());
            if (before.isPresent() && !before.get().isLike(entry.getValue())) {
                throw new Problem(
                                "copy-overwrites",
                                "<copy> puts other content over what another <copy> of the same stage brings.",
                                entry.getKey() + ", by " + copy.text(),
                                "write another <target>, or take less in <source>")
                        .exception();
            }
        }
    }

    /** Commands may change what they get, unless the copy says otherwise. */
    private static Tree copied(StageInput input, Tree tree) throws BuildException {
        Tree copied = input.apply(tree);
        if (input.copy().settings().mode().isPresent()) {
            return copied;
        }
        Map<TreePath, Entry> writable = new TreeMap<>();
        copied.entries().forEach((path, entry) -> {
            Attributes old = entry.attributes();
            writable.put(path, entry.withAttributes(old.withMode(old.mode() | OWNER_READ_WRITE)));
        });
        return Tree.of(writable);
    }

    private static Tree laid(Tree below, Tree copied, Copy copy) throws BuildException {
        try {
            return below.overlay(copied);
        } catch (MalformedTreeException e) {
            throw new Problem(
                            "copy-malformed",
                            "<copy> can't put its files there: " + e.getMessage() + ".",
                            copy.text(),
                            "end <target> with a slash to put a file into a folder, or choose another place")
                    .exception(e);
        }
    }
}
