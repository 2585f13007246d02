package dev.lapstrake.root.apt;

import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the signed text of an archive says.
 *
 * @param source the file that says it
 * @param byHash true if its indexes can be had by their hashes, so that no update of the mirror comes in between
 * @param fields what it says, by lower-case names
 */
record Release(InRelease source, boolean byHash, Map<String, String> fields) {
    private static final Set<String> FIELDS = Set.of("codename", "date", "valid-until", "acquire-by-hash", "sha256");
    private static final Pattern INDEX_LINE = Pattern.compile("\\s*([0-9a-f]{64})\\s+(\\d{1,18})\\s+\\S+");
    private static final Duration CLOCK_DIFFERENCE = Duration.ofDays(1);
    private static final List<String> COMPRESSIONS = List.of(".gz", ".xz", ""); // the fastest to read first

    /** An index of packages: where it can be had, the best place first, and what it must be. */
    record IndexFile(List<URI> places, Digest digest, long size) {
        /** How the index is compressed shows in its own name only, which is that of the last place. */
        URI plain() {
            return places.get(places.size() - 1);
        }
    }

    /** Reads a file after checking who signed it, that it is the one that was asked for, and that it is valid now. */
    static Release of(InRelease source, Keyring keyring, Instant now) throws IOException, BuildException {
        Release release = signed(source, keyring, now);
        release.checkName();
        release.checkTimes(now);
        return release;
    }

    /** Reads a file after checking who signed it, but not whether it is valid now. */
    private static Release signed(InRelease source, Keyring keyring, Instant now) throws IOException, BuildException {
        StringReader text = new StringReader(source.verified(keyring, now));
        Map<String, String> fields = new Paragraphs(text, FIELDS).next().orElse(Map.of());
        boolean byHash = fields.getOrDefault("acquire-by-hash", "no").equals("yes");
        return new Release(source, byHash, fields);
    }

    /**
     * Sees to it that nobody serves an older file in the place of one that was seen before: it would be signed as well, and
     * hold back all updates since.
     */
    void checkFollows(InRelease before, Keyring keyring, Instant now) throws IOException, BuildException {
        Optional<Instant> seen = signed(before, keyring, now).date();
        if (seen.isPresent() && date().orElse(Instant.MAX).isBefore(seen.get())) {
            throw new Problem(
                            "archive-rolled-back",
                            source.uri() + " is older than what was served there before, of " + seen.get()
                                    + ": somebody may be holding back updates.",
                            fields.get("date"),
                            "run again in a while, since a mirror may be of several machines; or use another <mirror>")
                    .exception();
        }
    }

    /** When the archive came to be as it is. */
    Optional<Instant> date() throws BuildException {
        return time("date");
    }

    private void checkName() throws BuildException {
        String codename = fields.getOrDefault("codename", "");
        if (!codename.equals(source.archive())) {
            throw new Problem(
                            "archive-suite-wrong",
                            source.uri() + " holds another suite than its name says.",
                            codename,
                            "use another <mirror>: this one serves one suite in place of another")
                    .exception();
        }
    }

    private void checkTimes(Instant now) throws BuildException {
        if (date().orElse(now).isAfter(now.plus(CLOCK_DIFFERENCE))) {
            throw new Problem(
                            "archive-not-yet-valid",
                            source.uri() + " was signed in the future.",
                            fields.get("date"),
                            "set this machine's clock, which says " + now)
                    .exception();
        }
        if (time("valid-until").orElse(now).isBefore(now)) {
            throw new Problem(
                            "archive-expired",
                            source.uri() + " has expired: somebody may be holding back security updates.",
                            fields.get("valid-until"),
                            "use a <mirror> that is up to date, or set this machine's clock, which says " + now)
                    .exception();
        }
    }

    private Optional<Instant> time(String field) throws BuildException {
        String text = fields.get(field);
        if (text == null) {
            return Optional.empty();
        }
        try {
            String rfc1123 = text.replaceAll("(UTC|\\+0000)$", "GMT");
            return Optional.of(ZonedDateTime.parse(rfc1123, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            throw new Problem(
                            "archive-malformed", source.uri() + " has a malformed time.", text, "use another <mirror>")
                    .exception(e);
        }
    }

    /** The index of an architecture's packages, in the form that is read fastest; empty if the archive has none. */
    Optional<IndexFile> packages(Architecture architecture) throws BuildException {
        for (String compression : COMPRESSIONS) {
            String path = "main/binary-" + architecture.debianName() + "/Packages" + compression;
            Optional<String> line = fields.getOrDefault("sha256", "")
                    .lines()
                    .filter(text -> text.endsWith(" " + path))
                    .findFirst();
            if (line.isPresent()) {
                return Optional.of(index(path, line.get()));
            }
        }
        return Optional.empty();
    }

    private IndexFile index(String path, String line) throws BuildException {
        Matcher sound = INDEX_LINE.matcher(line);
        if (!sound.matches()) {
            throw new Problem(
                            "archive-malformed",
                            source.uri() + " has a malformed line about an index.",
                            line.strip(),
                            "use another <mirror>")
                    .exception();
        }
        return index(path, new Digest(sound.group(1)), Long.parseLong(sound.group(2)));
    }

    private IndexFile index(String path, Digest digest, long size) {
        URI dists = source.uri().resolve(".");
        URI plain = dists.resolve(path);
        URI hashed = plain.resolve("by-hash/SHA256/" + digest.hex());
        return new IndexFile(byHash ? List.of(hashed, plain) : List.of(plain), digest, size);
    }

    /** Where a path of the archive's packages is. */
    URI pool(String path) {
        return URI.create(source.base() + "/" + path);
    }
}
