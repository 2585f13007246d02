package dev.lapstrake.root.contents;

import java.util.function.Predicate;

/** What is taken of a package of which only some files are wanted. */
@FunctionalInterface
public interface FileChoice {
    FileChoice NOTHING = has -> path -> false;

    /**
     * @param has whether the package has a file, which may decide whether another is wanted
     * @return whether a file is wanted, by its path
     */
    Predicate<String> among(Predicate<String> has);

    /** Files that are wanted whatever others there are. */
    static FileChoice of(Predicate<String> wanted) {
        return has -> wanted;
    }
}
