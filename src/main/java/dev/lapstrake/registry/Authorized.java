package dev.lapstrake.registry;

import dev.lapstrake.http.Call;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.util.Optional;

/** Shows one registry, and nobody else, who asks: with what it accepted before, or, once challenged, anew. */
final class Authorized implements Transport {
    private static final int UNAUTHORIZED = 401;

    private final Transport next;
    private final Endpoint endpoint;
    private final Login login;
    private final Scope scope;

    Authorized(Transport next, Endpoint endpoint, Login login, Scope scope) {
        this.next = next;
        this.endpoint = endpoint;
        this.login = login;
        this.scope = scope;
    }

    @Override
    public Answer send(Call call) throws IOException, BuildException {
        if (!PeerTrust.isSameOrigin(call.uri(), endpoint.base())) {
            return next.send(call);
        }
        Optional<String> known = login.header(scope);
        Answer answer = send(call, known);
        if (answer.status() != UNAUTHORIZED || !PeerTrust.isSameOrigin(answer.uri(), endpoint.base())) {
            return answer;
        }
        Answer refusal = answer.held();
        Optional<String> fresh =
                login.renew(scope, Challenge.parse(refusal.headers().all("WWW-Authenticate")), known);
        return fresh.isPresent() ? send(call, fresh) : refusal;
    }

    private Answer send(Call call, Optional<String> header) throws IOException, BuildException {
        return next.send(header.map(value -> call.with("Authorization", value)).orElse(call));
    }
}
