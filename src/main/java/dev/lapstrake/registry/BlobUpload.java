package dev.lapstrake.registry;

import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * A blob on its way to a registry, in one request if all goes well (distribution-spec, "POST then PUT"). When that breaks
 * off, the registry is asked whether the blob has arrived all the same, and if not, how much of it: then the rest follows
 * as a chunk. A session of which that is not known gets no more; a new one is opened instead.
 */
final class BlobUpload {
    private static final String TYPE = "application/octet-stream";
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;
    private static final int BAD_REQUEST = 400;
    private static final Set<Integer> LOST = Set.of(404, 410, 416);

    private final Exchange exchange;
    private final Descriptor blob;
    private final Path file;
    private final LongConsumer moved;
    private final AtomicLong sent = new AtomicLong();
    private final String name;

    /** The session that was sent to last. */
    private Optional<UploadSession> session = Optional.empty();

    /**
     * @param file with the blob
     * @param moved is told of bytes as they go out, and, in a number below zero, of those that went out in vain
     */
    BlobUpload(Exchange exchange, Descriptor blob, Path file, LongConsumer moved) {
        this.exchange = exchange;
        this.blob = blob;
        this.file = file;
        this.moved = moved;
        this.name = exchange.name(blob.digest().toString());
    }

    void run() throws IOException, BuildException {
        URI start = exchange.uri("blobs/uploads/");
        exchange.persistently(name, tries -> {
            Optional<UploadSession> broken = session;
            session = Optional.empty();
            if (broken.isPresent() && isThere()) {
                return blob;
            }
            session = broken.isPresent() ? resumed(broken.get(), tries) : Optional.empty();
            if (session.isEmpty()) {
                session = begun(start);
            }
            if (session.isPresent()) {
                send(session.get());
            }
            return blob;
        });
    }

    private boolean isThere() throws IOException, BuildException {
        return exchange.once(Call.of("HEAD", exchange.uri("blobs/" + blob.digest())), Answer::isSuccess);
    }

    /** The session with what the registry has kept of it; empty if that is nothing, or if it does not tell. */
    private Optional<UploadSession> resumed(UploadSession broken, Tries tries) throws IOException, BuildException {
        Optional<UploadSession> kept = exchange.once(Call.of("GET", broken.location()), answer -> {
            Optional<Long> offset = answer.status() == NO_CONTENT ? UploadSession.offset(answer) : Optional.empty();
            return offset.filter(known -> known <= blob.size())
                    .map(known -> session(answer, broken.location(), known).orElse(broken.at(known)));
        });
        if (kept.isPresent() && kept.get().offset() > broken.offset()) {
            tries.progressed();
        }
        return kept;
    }

    /** A new session; empty if the registry has found that it has the blob. */
    private Optional<UploadSession> begun(URI start) throws IOException, BuildException {
        return exchange.once(Call.of("POST", start), answer -> {
            if (!answer.isSuccess()) {
                throw exchange.failures(name).of(answer);
            }
            return answer.status() == CREATED ? Optional.empty() : Optional.of(opened(answer, start));
        });
    }

    private UploadSession opened(Answer answer, URI start) throws BuildException {
        return session(answer, start, 0)
                .orElseThrow(() -> exchange.failures(name).broken("it names no place to upload to"));
    }

    private static Optional<UploadSession> session(Answer answer, URI asked, long offset) {
        try {
            return answer.header("Location").map(location -> new UploadSession(asked.resolve(location), offset));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void send(UploadSession open) throws IOException, BuildException {
        moved.accept(open.offset() - sent.getAndSet(open.offset()));
        Content rest =
                Content.slice(file, open.offset(), blob.size() - open.offset()).counted(this::count);
        if (open.offset() == 0) {
            finish(open, rest);
        } else {
            finish(rest.size() == 0 ? open : append(open, rest), Content.of(""));
        }
    }

    private void count(long bytes) {
        sent.addAndGet(bytes);
        moved.accept(bytes);
    }

    private UploadSession append(UploadSession open, Content rest) throws IOException, BuildException {
        Call call = Call.of("PATCH", open.location())
                .with(rest, TYPE)
                .with("Content-Range", open.offset() + "-" + (blob.size() - 1));
        return exchange.once(call, answer -> session(taken(answer, open), open.location(), blob.size())
                .orElse(open.at(blob.size())));
    }

    private void finish(UploadSession open, Content rest) throws IOException, BuildException {
        Call call = Call.of("PUT", open.end(blob.digest())).with(rest, TYPE);
        exchange.once(call, answer -> taken(answer, open));
    }

    private Answer taken(Answer answer, UploadSession open) throws IOException, BuildException {
        if (answer.isSuccess()) {
            return answer;
        }
        if (LOST.contains(answer.status()) || (open.offset() > 0 && answer.status() == BAD_REQUEST)) {
            Answer held = answer.held();
            throw PeerException.passing("has lost an upload, it answered " + Failures.status(held), held);
        }
        throw exchange.failures(name).of(answer);
    }
}
