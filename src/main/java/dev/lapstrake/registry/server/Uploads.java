package dev.lapstrake.registry.server;

import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Layout;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Blobs on their way in (distribution-spec, "Pushing blobs"): at once, in chunks, or not at all where they are. */
final class Uploads implements Closeable {
    private final Layout layout;
    private final Map<String, Upload> open = new ConcurrentHashMap<>();

    Uploads(Layout layout) {
        this.layout = layout;
    }

    Reply answer(Request request) throws IOException, Refusal {
        return switch (request.method()) {
            case "POST" -> begin(request);
            case "PATCH" -> append(request);
            case "PUT" -> finish(request);
            case "GET" -> status(request, 204, request.target(), find(request));
            case "DELETE" -> cancel(request);
            default -> throw request.unsupported();
        };
    }

    private Reply begin(Request request) throws IOException, Refusal {
        Optional<Digest> mounted = mountable(request);
        if (mounted.isPresent()) {
            return created(request, mounted.get());
        }
        Optional<String> digest = request.parameter("digest");
        if (digest.isPresent()) {
            return storeAtOnce(request, Request.digest(digest.get()));
        }
        if (!request.parameter("digest-algorithm").orElse("sha256").equals("sha256")) {
            throw ErrorCode.DIGEST_INVALID.because("only sha256 is supported here");
        }
        String id = UUID.randomUUID().toString();
        Upload upload = new Upload(layout.newBlob());
        open.put(id, upload);
        return status(request, 202, id, upload);
    }

    private Optional<Digest> mountable(Request request) throws Refusal {
        Optional<String> wanted = request.parameter("mount");
        return wanted.isPresent() ? Request.known(wanted.get()).filter(layout::has) : Optional.empty();
    }

    private Reply storeAtOnce(Request request, Digest digest) throws IOException, Refusal {
        try (Upload upload = new Upload(layout.newBlob())) {
            upload.append(request);
            upload.finish(digest);
        }
        return created(request, digest);
    }

    private Reply append(Request request) throws IOException, Refusal {
        Upload upload = find(request);
        upload.append(request);
        return status(request, 202, request.target(), upload);
    }

    private Reply finish(Request request) throws IOException, Refusal {
        Digest digest = Request.digest(request.parameter("digest").orElse(""));
        Upload upload = find(request);
        upload.append(request);
        open.remove(request.target());
        upload.finish(digest);
        return created(request, digest);
    }

    private Reply cancel(Request request) throws IOException, Refusal {
        find(request).close();
        open.remove(request.target());
        return Reply.of(204);
    }

    private Upload find(Request request) throws Refusal {
        Upload upload = open.get(request.target());
        if (upload == null) {
            throw ErrorCode.BLOB_UPLOAD_UNKNOWN.because("no upload " + request.target());
        }
        return upload;
    }

    private static Reply status(Request request, int status, String id, Upload upload) {
        return Reply.of(status)
                .with("Location", request.path("blobs/uploads", id))
                .with("Range", "0-" + Math.max(0, upload.size() - 1))
                .with("Docker-Upload-UUID", id);
    }

    private static Reply created(Request request, Digest digest) {
        return Reply.of(201).with("Location", request.path("blobs", digest)).with(digest);
    }

    @Override
    public void close() throws IOException {
        for (Upload upload : open.values()) {
            upload.close();
        }
        open.clear();
    }
}
