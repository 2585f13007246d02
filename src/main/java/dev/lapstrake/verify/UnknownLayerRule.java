package dev.lapstrake.verify;

import dev.lapstrake.oci.Digest;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Nothing that no stage handed over. The build wrote down the digest of each layer that it made, and what is in such a
 * layer is what its stage handed over, to the byte; each file of any other layer is one that nobody did.
 */
final class UnknownLayerRule implements Rule {
    @Override
    public String id() {
        return "unknown-layer";
    }

    @Override
    public Optional<String> unchecked(Image image) {
        return image.record().isPresent()
                ? Optional.empty()
                : Optional.of("the image was not built here, so there is no list of what its layers should be");
    }

    @Override
    public Stream<Violation> check(Image image) {
        List<Violation> found = new ArrayList<>();
        for (int i = 0; i < image.whole().layers().size(); i++) {
            Digest layer = image.whole().layers().get(i);
            if (image.record().stream().noneMatch(record -> record.layers().containsKey(layer))) {
                found.addAll(filesOf(i, layer, image));
            }
        }
        return found.stream();
    }

    /** A layer may also only take files away, or bring nothing but folders. */
    private List<Violation> filesOf(int layer, Digest digest, Image image) {
        List<Violation> files = image.whole().origins().entrySet().stream()
                .filter(origin -> origin.getValue().layer() == layer && isNoFolder(origin.getKey(), image))
                .map(origin ->
                        image.violation(this, origin.getKey(), "is in a layer that no stage of the build handed over"))
                .toList();
        return files.isEmpty()
                ? List.of(new Violation(
                        id(), digest.toString(), image.layers().get(layer), "is a layer that no stage handed over"))
                : files;
    }

    private static boolean isNoFolder(TreePath path, Image image) {
        return !(image.tree().get(path).orElse(null) instanceof Entry.Folder);
    }
}
