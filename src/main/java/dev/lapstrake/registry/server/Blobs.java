package dev.lapstrake.registry.server;

import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Blobs, whole or in part (distribution-spec, "Pulling blobs"). None is deleted: a layout does not know of which
 * repositories a blob is a part.
 */
final class Blobs {
    private final Layout layout;

    Blobs(Layout layout) {
        this.layout = layout;
    }

    Reply answer(Request request) throws IOException, Refusal {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            throw request.unsupported();
        }
        Digest digest = Request.known(request.target())
                .filter(layout::has)
                .orElseThrow(() -> ErrorCode.BLOB_UNKNOWN.because("no blob " + request.target()));
        return blob(layout.blob(digest), request.header("Range").orElse(""))
                .with("Content-Type", "application/octet-stream")
                .with("Accept-Ranges", "bytes")
                .with(digest);
    }

    private static Reply blob(Path file, String wanted) throws IOException, Refusal {
        long size = Files.size(file);
        Optional<ByteRange> range = ByteRange.parse(wanted, size);
        if (range.isEmpty()) {
            return Reply.of(200).with(Content.of(file));
        }
        ByteRange part = range.get();
        return Reply.of(206)
                .with("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + size)
                .with(Content.slice(file, part.first(), part.size()));
    }
}
