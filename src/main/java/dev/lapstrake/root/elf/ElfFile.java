package dev.lapstrake.root.elf;

import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the dynamic section of an ELF file says (System V ABI, "Dynamic Linking"; versions as in the Linux Standard
 * Base, "Symbol Versioning").
 *
 * @param machine the kind of processor that it is for, as ELF numbers them
 * @param interpreter the loader that a program asks the kernel for; empty for what is linked statically, and for libraries
 * @param soname the name under which others ask for it; empty for a program
 * @param needed the sonames that it asks for
 * @param searchPath where to look for them first, as written, {@code $ORIGIN} included
 * @param versionsNeeded the symbol versions that it asks for, such as {@code GLIBC_2.38}
 * @param versionsDefined the symbol versions that it has
 */
public record ElfFile(
        int machine,
        String interpreter,
        String soname,
        List<String> needed,
        List<String> searchPath,
        List<String> versionsNeeded,
        List<String> versionsDefined) {
    public ElfFile {
        needed = List.copyOf(needed);
        searchPath = List.copyOf(searchPath);
        versionsNeeded = List.copyOf(versionsNeeded);
        versionsDefined = List.copyOf(versionsDefined);
    }

    /**
     * The folders in which to look for libraries first.
     *
     * @param path where this file lies
     * @return absolute, as written but for {@code $ORIGIN}
     */
    public Stream<String> ownFolders(TreePath path) {
        String origin = path.parent().map(TreePath::absolute).orElse("/");
        return searchPath.stream()
                .map(text -> text.replace("${ORIGIN}", "$ORIGIN").replace("$ORIGIN", origin))
                .filter(text -> text.startsWith("/"));
    }

    /**
     * Reads an entry of a tree, of either word size and either byte order; empty if it is no ELF file at all.
     *
     * @throws ElfException if it is one, and not sound
     */
    public static Optional<ElfFile> read(TreePath path, Entry entry) throws IOException {
        if (!(entry instanceof Entry.File file)) {
            return Optional.empty();
        }
        try (ElfBytes bytes = ElfBytes.open(file.content())) {
            Optional<ElfLayout> layout = ElfLayout.of(bytes);
            return layout.isPresent() ? Optional.of(new ElfParser(bytes, layout.get()).parse()) : Optional.empty();
        } catch (ElfException e) {
            throw new ElfException("'" + path + "' is not a sound ELF file: " + e.getMessage());
        }
    }
}
