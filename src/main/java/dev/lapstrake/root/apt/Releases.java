package dev.lapstrake.root.apt;

import dev.lapstrake.cache.KeptText;
import dev.lapstrake.disk.Scratch;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Finds what archives say now, from the cache where that is fresh enough. */
record Releases(ArchiveRequest request, BuildLog log) {
    private static final long LIMIT = 10_000_000;

    Release find(String archive) throws IOException, BuildException {
        Optional<InRelease> kept = kept(archive);
        if (request.offline()) {
            InRelease old = kept.orElseThrow(() -> remote(archive).offline().exception());
            return Release.of(old, request.keyring(), old.fetched());
        }
        Instant now = request.clock().instant();
        if (kept.isPresent() && request.freshness().allows(kept.get().fetched())) {
            if (standing(archive).isEmpty()) {
                note(kept.get());
            }
            return Release.of(kept.get(), request.keyring(), now);
        }
        return fetch(archive, kept, now);
    }

    /** What an archive said, if it needs not be asked again. For that a line about it is read, and not what it said. */
    Optional<Digest> standing(String archive) throws IOException {
        Optional<Standing> kept = line(archive).read().flatMap(Standing::parse);
        boolean isFresh = kept.isPresent()
                && (request.offline() || request.freshness().allows(kept.get().fetched()));
        return isFresh ? Optional.of(kept.get().digest()) : Optional.empty();
    }

    private void note(InRelease said) throws IOException {
        line(said.archive()).write(new Standing(said.fetched(), said.digest()).line());
    }

    /** When an archive said something, and what it was. */
    private record Standing(Instant fetched, Digest digest) {
        static Optional<Standing> parse(String line) {
            String[] words = line.split(" ", 2);
            try {
                return Optional.of(new Standing(
                        Instant.ofEpochMilli(Long.parseLong(words[0])), new Digest(words[words.length - 1])));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        String line() {
            return fetched.toEpochMilli() + " " + digest.hex();
        }
    }

    private Release fetch(String archive, Optional<InRelease> kept, Instant now) throws IOException, BuildException {
        InRelease fetched;
        try {
            fetched = ask(archive, kept, now);
        } catch (BuildException e) {
            return inPlace(kept.orElseThrow(() -> e), e, now);
        }
        Release release = Release.of(fetched, request.keyring(), now);
        String keys = request.keyring().digest().hex();
        if (kept.isPresent() && kept.get().checkedWith().equals(keys)) {
            release.checkFollows(kept.get(), request.keyring(), now);
        }
        record(archive).write(fetched.record(request.keyring()));
        note(fetched);
        return release;
    }

    /** What was fetched earlier, if it is still valid, in place of what can't be fetched now. */
    private Release inPlace(InRelease kept, BuildException failure, Instant now) throws IOException, BuildException {
        try {
            Release release = Release.of(kept, request.keyring(), now);
            log.warn(failure.problem().what() + " What " + kept.uri() + " said at " + kept.fetched() + " is used.");
            return release;
        } catch (BuildException e) {
            failure.addSuppressed(e);
            throw failure;
        }
    }

    /** What the archive has now; asked with what is kept of it, it need not send that again. */
    private InRelease ask(String archive, Optional<InRelease> kept, Instant now) throws IOException, BuildException {
        Remote remote = remote(archive);
        URI base = request.mirror().base(archive);
        Optional<InRelease> known = kept.filter(old -> old.base().equals(base));
        log.detail("Fetching " + remote.uri());
        try (Scratch scratch = Scratch.in(request.cache())) {
            Path part = scratch.path().resolve("InRelease");
            Remote.Fetched fetched =
                    remote.fetch(part, LIMIT, known.map(InRelease::validator).orElse(Validator.NONE));
            return switch (fetched.outcome()) {
                case MISSING ->
                    throw remote.unreachable("there is no such file").exception();
                case UNCHANGED -> known.orElseThrow().confirmed(now);
                case FETCHED -> new InRelease(archive, base, now, "", fetched.validator(), text(part));
            };
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private Remote remote(String archive) {
        return new Remote(
                InRelease.uri(archive, request.mirror().base(archive)),
                request.outside().proxies(),
                log);
    }

    private Optional<InRelease> kept(String archive) throws IOException {
        Optional<String> record = record(archive).read();
        return record.isPresent() ? InRelease.ofRecord(archive, record.get()) : Optional.empty();
    }

    private KeptText record(String archive) {
        return text(archive, "");
    }

    /** The line about a record, which is written after it. */
    private KeptText line(String archive) {
        return text(archive, "-standing");
    }

    private KeptText text(String archive, String what) {
        String mirror = Digest.of(request.mirror().name()).brief();
        return new KeptText(request.cache().resolve("inrelease").resolve(archive + "-" + mirror + what));
    }
}
