package dev.lapstrake.registry;

import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * A blob on its way to a registry, in one request if all goes well. When that breaks off, the registry is asked whether
 * the blob has arrived all the same, and if not, how much of it: then the rest follows as a chunk. A session of which
 * that is not known gets no more; a new one is opened instead.
 */
final class BlobUpload {
    /** Gives the file that has the blob, if need be by fetching it. */
    interface Supply {
        Path file() throws IOException, BuildException;
    }

    private final Exchange exchange;
    private final Descriptor blob;
    private final Supply supply;
    private final LongConsumer moved;
    private final UploadTalk talk;
    private final AtomicLong sent = new AtomicLong();

    /** A session that nothing was sent to yet. */
    private Optional<UploadSession> fresh = Optional.empty();

    /** The session that was sent to last. */
    private Optional<UploadSession> session = Optional.empty();

    /** How much of the blob a registry has had, in whichever session: only what is beyond it leads further. */
    private long furthest;

    /** True if the registry wants no more of that session; the blob may have arrived all the same. */
    private boolean isLost;

    /**
     * @param supply asked only if the blob has to be sent
     * @param moved is told of bytes as they go out, and, in a number below zero, of those that went out in vain
     */
    BlobUpload(Exchange exchange, Descriptor blob, Supply supply, LongConsumer moved) {
        this.exchange = exchange;
        this.blob = blob;
        this.supply = supply;
        this.moved = moved;
        this.talk = new UploadTalk(exchange, blob);
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
            Path file = supply.file();
            exchange.persistently(exchange.name(blob.digest().toString()), tries -> upload(file, tries));
        }
        exchange.note(blob.digest());
        return !isMounted;
    }

    private boolean mount(String other) throws IOException {
        try {
            fresh = talk.mount(other);
            return fresh.isEmpty();
        } catch (BuildException e) {
            return false; // nobody may read there, perhaps; an upload tells whether anything else is wrong
        }
    }

    private Descriptor upload(Path file, Tries tries) throws IOException, BuildException {
        if (session.isPresent()) {
            if (talk.isThere()) {
                return blob;
            }
            session = isLost ? Optional.empty() : resumed(session.get(), tries);
        }
        if (session.isEmpty()) {
            session = opened();
        }
        if (session.isPresent()) {
            send(session.get(), file, tries);
        }
        return blob;
    }

    private Optional<UploadSession> resumed(UploadSession broken, Tries tries) throws IOException, BuildException {
        Optional<UploadSession> kept = talk.resume(broken);
        if (kept.isPresent() && kept.get().offset() > furthest) {
            furthest = kept.get().offset();
            tries.progressed();
        }
        return kept;
    }

    private Optional<UploadSession> opened() throws IOException, BuildException {
        Optional<UploadSession> first = fresh;
        fresh = Optional.empty();
        return first.isPresent() ? first : talk.open();
    }

    private void send(UploadSession open, Path file, Tries tries) throws IOException, BuildException {
        isLost = false;
        try {
            send(open, rest(open, file, tries));
        } catch (PeerException e) {
            isLost = UploadTalk.isLost(e);
            throw e;
        }
    }

    private Content rest(UploadSession open, Path file, Tries tries) {
        return Content.slice(file, open.offset(), blob.size() - open.offset()).counted(bytes -> {
            tries.moved();
            count(bytes);
        });
    }

    private void send(UploadSession open, Content rest) throws IOException, BuildException {
        moved.accept(open.offset() - sent.getAndSet(open.offset()));
        if (open.offset() == 0) {
            talk.finish(open, rest);
        } else {
            talk.finish(rest.size() == 0 ? open : talk.append(open, rest), Content.of(""));
        }
    }

    private void count(long bytes) {
        sent.addAndGet(bytes);
        moved.accept(bytes);
    }
}
