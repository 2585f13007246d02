package dev.lapstrake.app;

import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;

/**
 * Files of an application that change together.
 *
 * @param name what it holds: {@code dependencies 01} and so on, {@code dependency group:artifact}, {@code snapshots},
 *     {@code launch}, {@code resources}, {@code classes}
 */
public record ApplicationLayer(String name, Tree tree) {
    boolean hasFiles() {
        return tree.entries().values().stream().anyMatch(Entry.File.class::isInstance);
    }
}
