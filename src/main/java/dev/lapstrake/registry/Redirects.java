package dev.lapstrake.registry;

import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Follows the answers that point elsewhere, as registries do that keep blobs in an object store. Authorization stays
 * behind when that is another server. Only what reads is sent elsewhere; an upload that is pointed away just fails.
 */
final class Redirects implements Transport {
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);
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
        if (!call.isRead() || !STATUSES.contains(answer.status())) {
            return Optional.empty();
        }
        try {
            return answer.header("Location").map(call.uri()::resolve);
        } catch (IllegalArgumentException e) {
            throw new PeerException("pointed to an address that is none");
        }
    }
}
