package dev.lapstrake.build;

import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Platform;
import java.util.Optional;

/**
 * An image for one platform, in the cache's layout.
 *
 * @param manifest as it was assembled, before it is annotated
 * @param contents what is in it
 * @param debug the image beside it
 */
record PlatformImage(Platform platform, Descriptor manifest, Contents contents, Optional<DebugImage.Made> debug) {}
