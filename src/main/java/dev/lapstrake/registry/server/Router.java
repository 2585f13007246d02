package dev.lapstrake.registry.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.lapstrake.oci.Layout;
import java.io.IOException;
import java.io.OutputStream;

/** Brings each request to the part of the registry that it is about, and the answer back. */
final class Router implements HttpHandler {
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

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = answer(exchange);
            // A client that is still sending would see a broken connection instead of its answer.
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            reply.with("Docker-Distribution-Api-Version", "registry/2.0").send(exchange);
        }
    }

    private Reply answer(HttpExchange exchange) {
        try {
            String path = exchange.getRequestURI().getPath();
            return path.equals("/v2/") || path.equals("/v2") ? Reply.of(200) : answer(Request.of(exchange));
        } catch (Refusal e) {
            return e.reply();
        } catch (IOException e) {
            return ErrorCode.UNKNOWN.because(e.toString()).reply();
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
