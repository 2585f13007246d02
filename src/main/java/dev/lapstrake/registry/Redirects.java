package dev.lapstrake.registry;

import dev.lapstrake.http.Call;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Follows the answers that point elsewhere, as registries do that keep blobs in an object store. Authorization stays
 * behind when that is another server. What changes something goes on only where it is to stay as it is (RFC 9110, sections
 * 15.4.8 and 15.4.9), and never to another server with a secret in it.
 */
final class Redirects implements Transport {
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> KEPT = Set.of(307, 308);
    private static final int MOST = 8;

    private final Transport next;

    Redirects(Transport next) {
        this.next = next;
    }

    @Override
    public Answer send(Call call) throws IOException, BuildException {
        Call current = call;
        for (int hop = 0; hop <= MOST; hop++) {
            Answer answer = next.send(current);
            Optional<URI> target = target(current, answer);
            if (target.isEmpty()) {
                return answer;
            }
            answer.close();
            Call redirected = current.to(target.get());
            current = PeerTrust.isSameOrigin(current.uri(), target.get())
                    ? redirected
                    : redirected.without("Authorization");
        }
        throw new PeerException("pointed elsewhere more than " + MOST + " times");
    }

    private static Optional<URI> target(Call call, Answer answer) throws PeerException {
        Set<Integer> followed = call.isRead() ? STATUSES : KEPT;
        if (!followed.contains(answer.status())) {
            return Optional.empty();
        }
        try {
            return location(answer).filter(target -> !call.isSecret() || PeerTrust.isSameOrigin(call.uri(), target));
        } catch (IllegalArgumentException e) {
            throw new PeerException("pointed to an address that is none");
        }
    }

    /**
     * Where an answer points to.
     *
     * @throws IllegalArgumentException if that is no address
     */
    private static Optional<URI> location(Answer answer) {
        return answer.header("Location").map(answer.uri()::resolve);
    }

    /** The same for people; empty if it points nowhere. What is beyond the path may be a signature. */
    static String described(Answer answer) {
        try {
            return location(answer)
                    .map(target -> ", which points to " + target.getHost() + target.getPath())
                    .orElse("");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
