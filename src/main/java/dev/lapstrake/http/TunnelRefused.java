package dev.lapstrake.http;

import java.io.IOException;
import java.io.InputStream;

/** A proxy does not lead to the server, since it wants to know who asks; its answer stands for the server's. */
final class TunnelRefused extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Head answer;

    TunnelRefused(Head answer) {
        super("the proxy answered " + answer.status());
        this.answer = answer;
    }

    Response response() {
        return new Response(answer.status(), answer.headers(), InputStream.nullInputStream());
    }
}
