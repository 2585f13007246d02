package dev.lapstrake.files;

import dev.lapstrake.tree.FolderListing;
import dev.lapstrake.tree.FolderReader;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.codehaus.plexus.util.MatchPatterns;

/**
 * Which files of a folder are meant: patterns as Maven and Ant write them, such as {@code src/**} or
 * {@code package*.json}; a slash at the end, or the plain name of a folder, means all that is below. A folder that is
 * left out is not looked into.
 *
 * @param includes empty for everything
 * @param excludes what is left out all the same
 */
public record Patterns(List<String> includes, List<String> excludes) {
    public static final Patterns ALL = new Patterns(List.of(), List.of());

    /** What version control keeps for itself, which is no one's input. */
    private static final Set<String> VERSION_CONTROL = Set.of(".git", ".svn", ".hg", "CVS");

    public Patterns {
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
    }

    /** Tells whether paths are meant. */
    Matcher matcher() {
        return new Matcher(includes.isEmpty(), matcher(includes), matcher(excludes));
    }

    private static MatchPatterns matcher(List<String> patterns) {
        return MatchPatterns.from(patterns.stream()
                .flatMap(Patterns::meant)
                .map(pattern -> pattern.replace('/', File.separatorChar))
                .toArray(String[]::new));
    }

    private static Stream<String> meant(String pattern) {
        String plain = pattern.startsWith("./") ? pattern.substring(2) : pattern;
        if (plain.endsWith("/")) {
            return Stream.of(plain + "**");
        }
        boolean isName = plain.indexOf('*') < 0 && plain.indexOf('?') < 0;
        return isName ? Stream.of(plain, plain + "/**") : Stream.of(plain);
    }

    /** The files of a folder that match, as they would ship. */
    public Tree select(Path folder) throws IOException {
        return list(folder).tree();
    }

    FolderListing list(Path folder) throws IOException {
        Matcher matcher = matcher();
        return FolderReader.list(folder, matcher::matches, matcher::mayMatchBelow);
    }

    /** The patterns that match none of these paths. */
    public List<String> unmatched(Stream<TreePath> paths) {
        List<String> all = paths.map(TreePath::value).toList();
        return includes.stream()
                .filter(pattern -> {
                    MatchPatterns one = matcher(List.of(pattern));
                    return all.stream().noneMatch(path -> one.matches(Matcher.ofThisSystem(path), true));
                })
                .toList();
    }

    /** Patterns, ready to be asked. */
    record Matcher(boolean isEverything, MatchPatterns wanted, MatchPatterns unwanted) {
        boolean matches(String path) {
            String name = ofThisSystem(path);
            return !isLeftOut(name) && (isEverything || wanted.matches(name, true));
        }

        /** True if something below a folder may match. */
        boolean mayMatchBelow(String folder) {
            String name = ofThisSystem(folder);
            return !isLeftOut(name) && (isEverything || wanted.matchesPatternStart(name, true));
        }

        private boolean isLeftOut(String name) {
            String last = name.substring(name.lastIndexOf(File.separatorChar) + 1);
            return VERSION_CONTROL.contains(last) || unwanted.matches(name, true);
        }

        private static String ofThisSystem(String path) {
            return path.replace('/', File.separatorChar);
        }
    }
}
