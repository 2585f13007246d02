/** The OCI image-spec as values: digests, platforms, references, descriptors, manifests, layouts. */
@NullMarked
package dev.lapstrake.oci;

import org.jspecify.annotations.NullMarked;
