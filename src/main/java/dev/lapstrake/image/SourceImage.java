package dev.lapstrake.image;

import com.google.gson.JsonObject;
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
 * @param about what is known of it before any layer is fetched
 * @param layers the lowest first; none is fetched before it is opened
 */
public record SourceImage(String name, Digest identity, About about, List<SourceLayer> layers) {
    public SourceImage {
        layers = List.copyOf(layers);
    }

    /**
     * What an image says of itself.
     *
     * @param config its configuration (OCI image-spec, config.md)
     * @param size of all its layers in bytes, as they are kept there
     */
    public record About(JsonObject config, long size) {
        public About {
            config = config.deepCopy();
        }
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
