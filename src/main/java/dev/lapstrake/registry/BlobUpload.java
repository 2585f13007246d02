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

    /** Gives the file that has the blob, if need be by fetching it. */
    interface Supply {
        Path file() throws IOException, BuildException;
    }

    private final Exchange exchange;
    private final Descriptor blob;
    private final Supply supply;
    private final LongConsumer moved;
    private final AtomicLong sent = new AtomicLong();
    private final String name;

    /** A session that nothing was sent to yet. */
    private Optional<UploadSession> fresh = Optional.empty();

    /** The session that was sent to last. */
    private Optional<UploadSession> session = Optional.empty();

    /**
     * @param supply asked only if the blob has to be sent
     * @param moved is told of bytes as they go out, and, in a number below zero, of those that went out in vain
     */
    BlobUpload(Exchange exchange, Descriptor blob, Supply supply, LongConsumer moved) {
        this.exchange = exchange;
        this.blob = blob;
        this.supply = supply;
        this.moved = moved;
        this.name = exchange.name(blob.digest().toString());
    }

    /**
     * Brings the blob there.
     *
     * @return false if the registry had it in another repository, and took it from there
     */
    boolean run() throws IOException, BuildException {
        Optional<String> other = exchange.besides(blob.digest());
        boolean isMounted = other.isPresent() && mount(other.get());
        if (!isMounted) {
            upload(supply.file());
        }
        exchange.note(blob.digest());
        return !isMounted;
    }

    /** Distribution-spec, "Mounting a blob from another repository"; a session may be what comes of it. */
    private boolean mount(String other) throws IOException, BuildException {
        URI start = exchange.uri("blobs/uploads/?mount=" + blob.digest() + "&from=" + other);
        try {
            fresh = exchange.from(other).send(name, Call.of("POST", start), answer -> begun(answer, start));
            return fresh.isEmpty();
        } catch (BuildException e) {
            return false; // nobody may read there, perhaps; an upload tells whether anything else is wrong
        }
    }

    private void upload(Path file) throws IOException, BuildException {
        URI start = exchange.uri("blobs/uploads/");
        exchange.persistently(name, tries -> {
            Optional<UploadSession> broken = session;
            session = Optional.empty();
            if (broken.isPresent() && isThere()) {
                return blob;
            }
            session = broken.isPresent() ? resumed(broken.get(), tries) : Optional.empty();
            if (session.isEmpty()) {
                session = open(start);
            }
            if (session.isPresent()) {
                send(session.get(), file);
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
    private Optional<UploadSession> open(URI start) throws IOException, BuildException {
        Optional<UploadSession> first = fresh;
        fresh = Optional.empty();
        return first.isPresent() ? first : exchange.once(Call.of("POST", start), answer -> begun(answer, start));
    }

    private Optional<UploadSession> begun(Answer answer, URI start) throws IOException, BuildException {
        if (!answer.isSuccess()) {
            throw exchange.failures(name).of(answer);
        }
        return answer.status() == CREATED ? Optional.empty() : Optional.of(opened(answer, start));
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

    private void send(UploadSession open, Path file) throws IOException, BuildException {
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
