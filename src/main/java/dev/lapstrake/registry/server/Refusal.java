package dev.lapstrake.registry.server;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Json;
import dev.lapstrake.tree.Content;
import java.util.List;

/** A request that is not granted. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;

    Refusal(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    /** The answer, in the specification's form. */
    Reply reply() {
        JsonObject error = new JsonObject();
        error.addProperty("code", code.name());
        error.addProperty("message", getMessage());
        JsonObject body = new JsonObject();
        body.add("errors", Json.array(List.of(error)));
        return Reply.of(code.status).with("Content-Type", "application/json").with(Content.of(Json.compact(body)));
    }
}
