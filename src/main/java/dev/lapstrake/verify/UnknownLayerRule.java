package dev.lapstrake.verify;

import dev.lapstrake.oci.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Nothing that no stage handed over: every layer is one that the build wrote down. What others built has no such list. */
final class UnknownLayerRule implements Rule {
    @Override
    public String id() {
        return "unknown-layer";
    }

    @Override
    public Stream<Violation> check(Image image) {
        if (image.record().isEmpty()) {
            return Stream.empty();
        }
        Map<Digest, String> known = image.record().get().layers();
        List<Violation> found = new ArrayList<>();
        for (Digest layer : image.whole().layers()) {
            if (!known.containsKey(layer)) {
                found.add(new Violation(
                        id(), layer.toString(), layer.brief(), "is a layer that no stage of the build made"));
            }
        }
        return found.stream();
    }
}
