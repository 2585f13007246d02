package dev.lapstrake.registry;

import dev.lapstrake.http.Timeouts;
import dev.lapstrake.registry.credentials.CredentialChain;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Time in which nobody has to wait: who sleeps is at its end at once. It remembers for how long they wanted to. */
final class FastTime implements Time {
    final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final AtomicLong slept = new AtomicLong();

    /** Registries that are tried again without a pause, and left after half a second in which nothing moves. */
    static Registries registries() {
        return new Registries(access(), new FastTime());
    }

    static RegistryAccess access() {
        Duration second = Duration.ofSeconds(5);
        Duration half = Duration.ofMillis(300);
        return RegistryAccess.of(CredentialChain.NONE, Set.of())
                .with(Network.of(Set.of()).with(new Timeouts(second, half, half)));
    }

    @Override
    public long nanos() {
        return System.nanoTime() + slept.get();
    }

    @Override
    public void sleep(Duration pause) {
        pauses.add(pause);
        slept.addAndGet(pause.toNanos());
    }

    @Override
    public double chance() {
        return 1;
    }
}
