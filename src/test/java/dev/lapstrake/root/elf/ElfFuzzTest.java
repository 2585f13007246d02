package dev.lapstrake.root.elf;

import dev.lapstrake.fuzz.Fuzz;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ElfFuzzTest {
    private static final TreePath PATH = new TreePath("usr/lib/libx.so.1");

    private static ElfBuilder library() {
        return ElfBuilder.library("libx.so.1")
                .needs("libc.so.6", "libz.so.1")
                .runpath("$ORIGIN:/opt/lib")
                .needsVersion("GLIBC_2.4")
                .definesVersion("X_1.0");
    }

    @Test
    void readWhenDamagedEndsInOrder() throws Exception {
        Fuzz.of(
                        "elf",
                        library().bytes(),
                        library().bigEndian().bytes(),
                        library().narrow().bytes())
                .run(input -> {
                    Entry file = new Entry.File(Attributes.FILE, Content.of(input));
                    ElfNeeds.parse(ElfNeeds.of(Tree.of(Map.of(PATH, file))).text());
                });
    }
}
