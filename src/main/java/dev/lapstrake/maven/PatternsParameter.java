package dev.lapstrake.maven;

import dev.lapstrake.files.Patterns;
import java.util.ArrayList;
import java.util.List;

/** Files of a folder: {@code <include>} and {@code <exclude>}, any number of each, as Maven's own plugins read them. */
public final class PatternsParameter {
    private final List<String> includes = new ArrayList<>();
    private final List<String> excludes = new ArrayList<>();

    /** A pattern of files that are meant, such as {@code src/**}. */
    public void addInclude(String pattern) {
        includes.add(pattern);
    }

    /** A pattern of files that are left out. */
    public void addExclude(String pattern) {
        excludes.add(pattern);
    }

    Patterns patterns() {
        return new Patterns(Parsed.list(includes), Parsed.list(excludes));
    }
}
