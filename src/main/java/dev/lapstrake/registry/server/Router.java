package dev.lapstrake.registry.server;

import dev.lapstrake.oci.Layout;
import java.io.IOException;

/** Brings each request to the part of the registry that it is about. */
final class Router {
    private final Manifests manifests;
    private final Tags tags;
    private final Referrers referrers;
    private final Blobs blobs;
    private final Uploads uploads;

    Router(Layout layout, Uploads uploads) {
        this.manifests = new Manifests(layout);
        this.tags = new Tags(layout);
        this.referrers = new Referrers(layout);
        this.blobs = new Blobs(layout);
        this.uploads = uploads;
    }

    Reply answer(HttpRequest request) {
        try {
            String path = request.uri().getPath();
            Reply reply = path.equals("/v2/") || path.equals("/v2") ? Reply.of(200) : answer(Request.of(request));
            return reply.with("Docker-Distribution-Api-Version", "registry/2.0");
        } catch (Refusal e) {
            return e.reply();
        } catch (IOException e) {
            return ErrorCode.UNKNOWN.because(e).reply();
        }
    }

    private Reply answer(Request request) throws IOException, Refusal {
        return switch (request.kind()) {
            case "manifests" -> manifests.answer(request);
            case "tags" -> tags.answer(request);
            case "referrers" -> referrers.answer(request);
            case "blobs" -> blobs.answer(request);
            default -> uploads.answer(request);
        };
    }
}
