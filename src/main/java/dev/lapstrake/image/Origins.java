package dev.lapstrake.image;

import dev.lapstrake.image.WholeImage.Origin;
import dev.lapstrake.tree.Links;
import dev.lapstrake.tree.TarReader.LayerTree;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds the layers that the files of a merged tree are from. */
final class Origins {
    private final Tree merged;
    private final Map<TreePath, Optional<TreePath>> folders = new HashMap<>();

    Origins(Tree merged) {
        this.merged = merged;
    }

    /** Goes up from the lowest layer: what a path is in the end, the last layer that has it made it. */
    SortedMap<TreePath, Origin> of(List<LayerTree> layers) {
        SortedMap<TreePath, Origin> origins = new TreeMap<>();
        for (int i = 0; i < layers.size(); i++) {
            int number = i;
            LayerTree layer = layers.get(i);
            Stream.concat(layer.tree().entries().keySet().stream(), layer.hardLinks().keySet().stream())
                    .forEach(path -> place(path)
                            .ifPresent(place -> origins.put(
                                    place,
                                    new Origin(
                                            number,
                                            Stream.ofNullable(layer.specials().get(path))
                                                    .toList()))));
        }
        origins.keySet().retainAll(merged.entries().keySet());
        return origins;
    }

    /** Where a path of a layer lies in the merged tree: folders on the way to it may be links there. */
    private Optional<TreePath> place(TreePath path) {
        Optional<TreePath> folder = path.parent();
        if (folder.isEmpty() || merged.get(path).isPresent()) {
            return Optional.of(path);
        }
        return folders.computeIfAbsent(folder.get(), at -> Links.follow(merged, at))
                .map(at -> at.resolve(path.name()));
    }
}
