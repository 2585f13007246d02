package dev.lapstrake.build;

import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.ImageReference;
import java.util.Set;

/**
 * The base of an image that was made.
 *
 * @param image its name, with the digest of what that led to
 * @param elsewhere those of its layers that need not be here: its registry has them
 */
record UsedBase(ImageReference image, Set<Digest> elsewhere) {
    UsedBase {
        elsewhere = Set.copyOf(elsewhere);
    }
}
