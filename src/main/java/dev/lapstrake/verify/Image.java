package dev.lapstrake.verify;

import dev.lapstrake.image.WholeImage;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Links;
import dev.lapstrake.tree.TarReader.Special;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An image as rules look at it.
 *
 * @param layers their names, the lowest first
 * @param record what the build wrote down; empty for an image that was not built here
 */
record Image(WholeImage whole, Container container, List<String> layers, Optional<BuildRecord> record) {
    private static final int ANYONE_EXECUTES = 0111;

    static Image of(WholeImage whole, Optional<BuildRecord> record) {
        return new Image(whole, Container.of(whole.source().about().config()), LayerNames.of(whole, record), record);
    }

    Tree tree() {
        return whole.tree();
    }

    /** A file with its content, as rules go through them. */
    record Found(TreePath path, Entry.File file) {}

    /** Everything that has content, devices excepted. */
    Stream<Found> files() {
        return tree().entries().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Entry.File && !is(entry.getKey(), Special.DEVICE))
                .map(entry -> new Found(entry.getKey(), (Entry.File) entry.getValue()));
    }

    boolean is(TreePath path, Special special) {
        return Optional.ofNullable(whole.origins().get(path))
                .filter(origin -> origin.specials().contains(special))
                .isPresent();
    }

    /** The name of the layer that a path is from. */
    String layer(TreePath path) {
        return Optional.ofNullable(whole.origins().get(path))
                .map(origin -> layers.get(origin.layer()))
                .orElse("");
    }

    Violation violation(Rule rule, TreePath path, String what) {
        return new Violation(rule.id(), path.absolute(), layer(path), what);
    }

    /** Files that can be executed, and links to such, by the plain name that they have. */
    Stream<TreePath> programs(java.util.function.Predicate<String> name) {
        return tree().entries().entrySet().stream()
                .filter(entry -> name.test(entry.getKey().name()))
                .filter(this::isProgram)
                .map(Map.Entry::getKey);
    }

    private boolean isProgram(Map.Entry<TreePath, Entry> entry) {
        return Links.follow(tree(), entry.getKey())
                .flatMap(tree()::get)
                .filter(found ->
                        found instanceof Entry.File && (found.attributes().mode() & ANYONE_EXECUTES) != 0)
                .isPresent();
    }
}
