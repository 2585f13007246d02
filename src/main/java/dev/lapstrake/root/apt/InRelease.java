package dev.lapstrake.root.apt;

import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.SortedSet;

/**
 * An archive's signed table of contents, as it was fetched. Nothing in it is to be believed before it is checked.
 *
 * @param archive the archive that it was asked for, such as {@code trixie-updates}
 * @param base where that lies
 * @param fetched when
 * @param checkedWith the digest of the keyring that it was checked with before it was kept; empty if it was not. The
 *     cache is believed in this, since who can write there can as well change the plugin beside it, and since loading
 *     what checks signatures takes longer than all the rest of an unchanged build
 * @param validator by which the archive knows it again
 */
record InRelease(String archive, URI base, Instant fetched, String checkedWith, Validator validator, String text) {
    /** Raised whenever a record comes to have another form. */
    private static final String FORM = "2";

    static URI uri(String archive, URI base) {
        return URI.create(base + "/dists/" + archive + "/InRelease");
    }

    URI uri() {
        return uri(archive, base);
    }

    Digest digest() {
        return Digest.of(text);
    }

    /** The text that a key of the keyring vouches for. */
    String verified(Keyring keyring, Instant now) throws BuildException {
        if (!checkedWith.equals(keyring.digest().hex())) {
            signers(keyring, now);
        }
        return message().text();
    }

    /**
     * The fingerprints of those who signed it, whether or not that was checked before.
     *
     * @throws BuildException if there is none whose signature counts
     */
    SortedSet<String> signers(Keyring keyring, Instant now) throws BuildException {
        try {
            return SignatureCheck.check(message(), keyring, now);
        } catch (UntrustedException e) {
            throw untrusted(e.reason()).exception(e);
        }
    }

    private ClearSigned message() throws BuildException {
        return ClearSigned.parse(text)
                .orElseThrow(() -> untrusted("it is not a signed message").exception());
    }

    /** The same file, of which the archive said at a later time that it is the newest. */
    InRelease confirmed(Instant now) {
        return new InRelease(archive, base, now, checkedWith, validator, text);
    }

    private Problem untrusted(String reason) {
        return new Problem(
                "archive-signature-wrong",
                "A Debian archive is not what Debian signed: " + reason + ".",
                uri().toString(),
                "use another <mirror>, or find out what changes files on the way from this one");
    }

    /** The form in which it is kept after a check: three lines about it, then itself. */
    String record(Keyring keyring) {
        String about = String.join(
                " ", FORM, fetched.toString(), base.toString(), keyring.digest().hex());
        return String.join("\n", about, validator.etag(), validator.lastModified(), text);
    }

    /** Empty if the record is of another form. */
    static Optional<InRelease> ofRecord(String archive, String record) {
        String[] lines = record.split("\n", 4);
        String[] words = lines[0].split(" ", -1);
        if (lines.length != 4 || words.length != 4 || !words[0].equals(FORM)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new InRelease(
                    archive,
                    URI.create(words[2]),
                    Instant.parse(words[1]),
                    words[3],
                    new Validator(lines[1], lines[2]),
                    lines[3]));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
