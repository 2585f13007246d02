package dev.lapstrake.registry;

import dev.lapstrake.http.Call;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** What is said to a registry about one upload, each request once (distribution-spec, "Pushing blobs"). */
final class UploadTalk {
    private static final String TYPE = "application/octet-stream";
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;
    private static final int BAD_REQUEST = 400;
    private static final Set<Integer> LOST = Set.of(404, 410, 416);

    private final Exchange exchange;
    private final Descriptor blob;
    private final String name;

    UploadTalk(Exchange exchange, Descriptor blob) {
        this.exchange = exchange;
        this.blob = blob;
        this.name = exchange.name(blob.digest().toString());
    }

    /** Opens a session; empty if the registry has found that it has the blob. */
    Optional<UploadSession> open() throws IOException, BuildException {
        return exchange.once(begin(""), this::begun);
    }

    /**
     * Has the registry take the blob from another repository, which may be tried again; a session is what comes of it if it
     * can't.
     */
    Optional<UploadSession> mount(String other) throws IOException, BuildException {
        Call call = begin("?mount=" + blob.digest() + "&from=" + other);
        return exchange.from(other).send(name, call, this::begun);
    }

    private Call begin(String query) throws IOException, BuildException {
        return Call.of("POST", exchange.uri("blobs/uploads/" + query));
    }

    private Optional<UploadSession> begun(Answer answer) throws IOException, BuildException {
        if (!answer.isSuccess()) {
            throw exchange.failures(name).of(answer);
        }
        if (answer.status() == CREATED) {
            return Optional.empty();
        }
        return Optional.of(UploadSession.of(answer, 0)
                .orElseThrow(() -> exchange.failures(name).broken("it names no place to upload to")));
    }

    boolean isThere() throws IOException, BuildException {
        return exchange.once(Call.of("HEAD", exchange.uri("blobs/" + blob.digest())), Answer::isSuccess);
    }

    /** A session with what the registry has kept of it; empty if that is nothing, or if it does not tell. */
    Optional<UploadSession> resume(UploadSession broken) throws IOException, BuildException {
        return exchange.once(Call.of("GET", broken.location()), answer -> {
            Optional<Long> offset = answer.status() == NO_CONTENT ? UploadSession.offset(answer) : Optional.empty();
            return offset.filter(known -> known <= blob.size())
                    .map(known -> UploadSession.of(answer, known).orElse(broken.at(known)));
        });
    }

    /** Sends what the session lacks. */
    UploadSession append(UploadSession open, Content rest) throws IOException, BuildException {
        Call call = Call.of("PATCH", open.location())
                .with(rest, TYPE)
                .with("Content-Range", open.offset() + "-" + (blob.size() - 1));
        return exchange.once(call, answer -> UploadSession.of(taken(answer, open), blob.size())
                .orElse(open.at(blob.size())));
    }

    /** Ends a session, sending what it lacks. */
    void finish(UploadSession open, Content rest) throws IOException, BuildException {
        Call call = Call.of("PUT", open.end(blob.digest())).with(rest, TYPE);
        exchange.once(call, answer -> taken(answer, open));
    }

    /** True if a registry has forgotten a session, or holds what is not the blob. */
    static boolean isLost(PeerException fault) {
        return fault.answer()
                .filter(answer -> LOST.contains(answer.status()) || answer.status() == BAD_REQUEST)
                .isPresent();
    }

    private Answer taken(Answer answer, UploadSession open) throws IOException, BuildException {
        if (answer.isSuccess()) {
            return answer;
        }
        if (LOST.contains(answer.status()) || (open.offset() > 0 && answer.status() == BAD_REQUEST)) {
            Answer held = answer.held();
            throw PeerException.passing("has lost an upload, it answered " + ErrorAnswer.status(held), held);
        }
        throw exchange.failures(name).of(answer);
    }
}
