package dev.lapstrake.image;

import dev.lapstrake.image.SourceImage.LayerBytes;
import dev.lapstrake.image.SourceImage.SourceLayer;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.parallel.SideBySide;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.TarReader.LayerTree;
import dev.lapstrake.tree.TarReader.Special;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * An image, all of it: what a container sees, and which layer each of it is from.
 *
 * @param tree the files; devices are among them, as empty files
 * @param origins of everything in the tree
 * @param layers what each layer is named by, the lowest first
 */
public record WholeImage(SourceImage source, Tree tree, SortedMap<TreePath, Origin> origins, List<Digest> layers) {
    /**
     * Where a file is from.
     *
     * @param layer its number, the lowest being 0
     * @param specials what else the layer says of it
     */
    public record Origin(int layer, List<Special> specials) {
        public Origin {
            specials = List.copyOf(specials);
        }
    }

    public WholeImage {
        origins = Collections.unmodifiableSortedMap(origins);
        layers = List.copyOf(layers);
    }

    /**
     * Reads an image, layer beside layer.
     *
     * @param scratch a folder for unpacked layers, which lives as long as the tree is in use
     */
    public static WholeImage read(SourceImage image, Path scratch) throws IOException, BuildException {
        List<Integer> numbers =
                IntStream.range(0, image.layers().size()).boxed().toList();
        List<ReadLayer> layers = SideBySide.map(numbers, number -> layer(image, number, scratch));
        try {
            List<LayerTree> contents = layers.stream()
                    .map(ReadLayer::content)
                    .map(WholeImage::withDevices)
                    .toList();
            Tree tree = merged(contents);
            return new WholeImage(
                    image,
                    tree,
                    new Origins(tree).of(contents),
                    layers.stream().map(ReadLayer::digest).toList());
        } catch (IllegalArgumentException e) { // names and whiteouts that can't be in a tree
            throw ImageFinder.malformed(image.name(), String.valueOf(e.getMessage()));
        }
    }

    private record ReadLayer(Digest digest, LayerTree content) {}

    private static ReadLayer layer(SourceImage image, int number, Path scratch) throws IOException, BuildException {
        SourceLayer layer = image.layers().get(number);
        LayerBytes bytes = layer.fetch();
        LayerTree content = LayerFile.of(image.name(), bytes).unpack(scratch.resolve(number + ".tar"));
        return new ReadLayer(bytes.digest(), content);
    }

    /** A device hides what is below it, and is hidden by what is above it, as a file does. */
    private static LayerTree withDevices(LayerTree layer) {
        Map<TreePath, Entry> entries = new TreeMap<>(layer.tree().entries());
        layer.specials().forEach((path, special) -> {
            if (special == Special.DEVICE) {
                entries.put(path, Entry.file(""));
            }
        });
        return new LayerTree(Tree.of(entries), layer.hardLinks(), layer.specials());
    }

    private static Tree merged(List<LayerTree> layers) {
        LayerMerge merge = new LayerMerge();
        List<LayerTree> fromTheTop = new ArrayList<>(layers);
        Collections.reverse(fromTheTop);
        fromTheTop.forEach(merge::below);
        if (!merge.hardLinksToNothing().isEmpty()) {
            throw new IllegalArgumentException("hard links to nothing: " + merge.hardLinksToNothing());
        }
        return merge.tree();
    }
}
