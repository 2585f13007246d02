package dev.lapstrake.archive;

import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Index;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An image that becomes a file.
 *
 * @param layout that has it, whole
 * @param image its manifest, or the index over those of its platforms
 * @param names what whoever reads the file is to call it, each with a tag
 */
public record ArchivedImage(Layout layout, Descriptor image, List<ImageReference> names) {
    public ArchivedImage {
        names = List.copyOf(names);
    }

    /**
     * The image for one platform alone. An image that is for no more than one is that one, whatever is asked for.
     *
     * @throws BuildException if the image is for others
     */
    public ArchivedImage on(Platform platform) throws IOException, BuildException {
        if (!MediaType.isIndex(image.mediaType())) {
            return this;
        }
        Index index = Index.parse(layout.read(image.digest()));
        Descriptor chosen = index.forPlatform(platform).orElseThrow(() -> notBuilt(platform, index));
        return new ArchivedImage(layout, new Descriptor(chosen.mediaType(), chosen.digest(), chosen.size()), names);
    }

    private static BuildException notBuilt(Platform platform, Index index) {
        return new Problem(
                        "platform-not-built",
                        "The image was not built for this platform, only for "
                                + index.manifests().stream()
                                        .map(Descriptor::platform)
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(", "))
                                + ".",
                        platform.toString(),
                        "name one of these, or build the image for this one too")
                .exception();
    }
}
