package dev.lapstrake.root.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ElfNeedsTest {
    private static final Tree RUNTIME = Tree.of(Map.of(
                    new TreePath("bin/java"),
                    file(ElfBuilder.program().needs("libjli.so", "libc.so.6").needsVersion("GLIBC_2.34")),
                    new TreePath("lib/libjli.so"),
                    file(ElfBuilder.library("libjli.so")
                            .needs("libz.so.1", "libc.so.6")
                            .needsVersion("GLIBC_2.4")),
                    new TreePath("lib/modules"),
                    Entry.file("no ELF file")))
            .withParents();

    private static Entry file(ElfBuilder elf) {
        return new Entry.File(Attributes.EXECUTABLE, Content.of(elf.bytes()));
    }

    @Test
    void ofWhenTheTreeHasALibraryItselfLeavesItOut() throws IOException {
        ElfNeeds needs = ElfNeeds.of(RUNTIME);
        assertThat(needs.libraries()).isEqualTo(Map.of("libc.so.6", "bin/java", "libz.so.1", "lib/libjli.so"));
        assertThat(needs.glibc()).isEqualTo(new GlibcVersion("2.34"));
        assertThat(needs.newest()).isEqualTo("bin/java");
    }

    @Test
    void parseWhenGivenItsTextGivesTheSameNeeds() throws IOException {
        ElfNeeds needs = ElfNeeds.of(RUNTIME);
        assertThat(ElfNeeds.parse(needs.text())).isEqualTo(needs);
        assertThat(ElfNeeds.parse(ElfNeeds.NONE.text())).isEqualTo(ElfNeeds.NONE);
        assertThatIllegalArgumentException().isThrownBy(() -> ElfNeeds.parse("something"));
    }

    @Test
    void compareToWhenNumbersHaveMoreDigitsGoesByTheNumber() {
        assertThat(new GlibcVersion("2.38")).isGreaterThan(new GlibcVersion("2.4"));
        assertThat(new GlibcVersion("2.2.5")).isGreaterThan(new GlibcVersion("2.2"));
        assertThat(GlibcVersion.ofSymbol("GLIBC_PRIVATE")).isEmpty();
    }
}
