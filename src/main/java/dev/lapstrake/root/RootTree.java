package dev.lapstrake.root;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.root.apt.Suite;
import dev.lapstrake.root.contents.Trim;
import dev.lapstrake.root.elf.ElfFile;
import dev.lapstrake.root.elf.ElfNeeds;
import dev.lapstrake.root.elf.GlibcVersion;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.MalformedTreeException;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/** Takes out of the packages what belongs to a root. */
final class RootTree {
    /** The dynamic loader, under the names that programs ask the kernel for. */
    private static final Pattern LOADER = Pattern.compile("usr/lib(32|64|x32)?/(.+/)?ld(-linux.*|64)?\\.so\\.\\d+");

    /**
     * What the C library loads only once somebody asks for a name; and its parts that are empty since glibc 2.34, which
     * programs of before ask for all the same.
     */
    private static final List<String> ON_DEMAND = List.of(
            "libnss_dns.so.2", "libnss_files.so.2", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libutil.so.1");

    private static final String C_LIBRARY = "libc.so.6";

    private final RootRequest request;
    private final List<Piece> pieces;
    private final Tree all;
    private final Libraries libraries;

    /**
     * @param below files that are there already
     */
    RootTree(RootRequest request, List<Piece> pieces, Tree below) throws BuildException {
        this.request = request;
        this.pieces = List.copyOf(pieces);
        this.all = merge(pieces);
        this.libraries =
                new Libraries(all, below, request.archive().architecture().triplet());
    }

    private static Tree merge(List<Piece> pieces) throws BuildException {
        Tree merged = Tree.EMPTY;
        for (Piece piece : pieces) {
            try {
                merged = merged.overlay(piece.deb().tree());
            } catch (MalformedTreeException e) {
                throw new Problem(
                                "packages-clash",
                                "<packages> come to Debian packages that can't be installed together: " + e.getMessage()
                                        + ".",
                                piece.name(),
                                "leave out one of the packages that need it")
                        .exception(e);
            }
        }
        return merged;
    }

    /** The packages' part of the root, and what is made of it. */
    Result select() throws IOException, BuildException {
        Set<TreePath> fixed = new TreeSet<>();
        for (Piece piece : pieces) {
            keepFixed(piece, fixed);
        }
        request.contents().regions().check(path -> Piece.isFile(all, path));
        keepRuntimeNeeds();
        if (request.extent() == RootRequest.Extent.ROOT || libraries.closure().contains(library(C_LIBRARY))) {
            keepLoader();
        }
        Set<TreePath> kept = new TreeSet<>(libraries.closure());
        kept.addAll(fixed);
        contributors(kept).forEach(piece -> keepCopyright(piece.name()));
        kept.addAll(libraries.closure());
        checkGlibc();
        return new Result(all, all.filter((path, entry) -> kept.contains(path)), contributors(kept));
    }

    /**
     * What was taken.
     *
     * @param all that the packages have
     * @param kept of it
     * @param contributors the packages that it is from, by name
     */
    record Result(Tree all, Tree kept, List<Piece> contributors) {}

    /** What is in whoever needs it. Where nothing is trimmed, nothing is looked for that a file needs either. */
    private void keepFixed(Piece piece, Set<TreePath> fixed) throws IOException {
        boolean untrimmed = request.contents().packages().trim() == Trim.NONE && piece.role() != RootPlan.Role.PART;
        BiPredicate<TreePath, Entry> kept = piece.kept(request.contents());
        piece.deb().tree().entries().forEach((path, entry) -> {
            if (kept.test(path, entry)) {
                if (entry instanceof Entry.Folder || untrimmed) {
                    fixed.add(path);
                } else {
                    libraries.keep(path);
                }
            }
        });
    }

    private void keepRuntimeNeeds() throws BuildException {
        for (Map.Entry<String, String> need : request.needs().libraries().entrySet()) {
            libraries.keep(need.getKey(), need.getValue());
        }
        request.wishes().keySet().forEach(libraries::keepIfThere);
    }

    private void keepLoader() {
        all.entries().keySet().stream()
                .filter(path -> LOADER.matcher(path.value()).matches())
                .forEach(libraries::keep);
        ON_DEMAND.forEach(name -> libraries.keep(library(name)));
    }

    private TreePath library(String name) {
        return new TreePath("usr/lib/" + request.archive().architecture().triplet() + "/" + name);
    }

    /** Some packages have their copyright file in another's folder, to which a link leads. */
    private void keepCopyright(String name) {
        TreePath folder = new TreePath("usr/share/doc/" + name);
        TreePath actual =
                all.get(folder).filter(Entry.Link.class::isInstance).isPresent() ? libraries.keep(folder) : folder;
        libraries.keep(actual.resolve("copyright"));
    }

    private List<Piece> contributors(Set<TreePath> kept) {
        return pieces.stream()
                .filter(piece -> piece.role() == RootPlan.Role.BASE
                        || piece.deb().tree().entries().entrySet().stream()
                                .anyMatch(entry ->
                                        !(entry.getValue() instanceof Entry.Folder) && kept.contains(entry.getKey())))
                .sorted(Comparator.comparing(Piece::name))
                .toList();
    }

    private void checkGlibc() throws IOException, BuildException {
        TreePath path = library(C_LIBRARY);
        Optional<Entry> libc = all.get(path);
        Optional<ElfFile> elf = libc.isPresent() ? ElfFile.read(path, libc.get()) : Optional.empty();
        GlibcVersion present =
                elf.map(found -> GlibcVersion.newest(found.versionsDefined())).orElse(GlibcVersion.NONE);
        ElfNeeds needs = request.needs();
        if (needs.glibc().compareTo(present) > 0) {
            throw new Problem(
                            "glibc-too-old",
                            "<suite>" + request.archive().suite() + "</suite> has the C library " + present + ", but '"
                                    + needs.newest() + "' of the Java runtime needs " + needs.glibc() + " or newer.",
                            request.archive().suite().codename(),
                            "write <suite>" + Suite.TRIXIE + "</suite>, or build with a JDK that was made for"
                                    + " this suite, such as Debian's own")
                    .exception();
        }
    }
}
