package dev.lapstrake.root.contents;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The packages that a user names.
 *
 * @param trim what of them, and of those that others need, is taken
 */
public record ChosenNames(SortedSet<String> names, Trim trim) {
    public ChosenNames {
        names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }
}
