package dev.lapstrake.image;

import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.util.List;

/**
 * An image to take files from.
 *
 * @param name as the user wrote it, for errors
 * @param identity of all that is in it
 * @param layers the lowest first; none is fetched before it is opened
 */
public record SourceImage(String name, Digest identity, List<SourceLayer> layers) {
    public SourceImage {
        layers = List.copyOf(layers);
    }

    /** A layer, compressed or not. */
    public interface SourceLayer {
        /** Fetches the layer if it is not here. */
        LayerBytes fetch() throws IOException, BuildException;
    }

    /**
     * The bytes of a layer.
     *
     * @param digest what they must hash to; nothing of them is used otherwise
     * @param isOfTar true if the digest is that of the tar inside, whatever it is compressed by
     */
    public record LayerBytes(Content content, Digest digest, boolean isOfTar) {}
}
