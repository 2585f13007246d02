package dev.lapstrake.registry;

import dev.lapstrake.oci.Digest;

/**
 * What a push did.
 *
 * @param digest of the image, or of its index
 * @param blobsSkipped those that the registry had
 */
public record PushedImage(Digest digest, int blobsUploaded, int blobsSkipped, long bytesUploaded) {}
