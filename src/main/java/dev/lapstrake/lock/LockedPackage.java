package dev.lapstrake.lock;

import dev.lapstrake.oci.Digest;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * One package in one version.
 *
 * @param architecture of its own, which may be {@code all}
 * @param source name and version of what it was built from, which is how Debian's security tracker knows it
 * @param file what is fetched
 * @param snapshot a time at which Debian's archive had it
 */
public record LockedPackage(
        String name, String version, String architecture, Source source, File file, Instant snapshot) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9+.-]*");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9.+:~-]+");
    private static final Pattern WORD = Pattern.compile("[a-z0-9-]+");
    /** Possessive, since a long path would overflow the stack. */
    private static final String PART = "[A-Za-z0-9](?:[\\w.+~=-]|%[0-9A-Fa-f]{2})*+";

    private static final Pattern PATH = Pattern.compile(PART + "(?:/" + PART + ")*+");

    /** What a package was built from. */
    public record Source(String name, String version) {
        public Source {
            check(NAME, name);
            check(VERSION, version);
        }
    }

    /**
     * A file of an archive.
     *
     * @param archive that listed it, such as {@code trixie-security}
     * @param path below the archive's address
     */
    public record File(String archive, String path, long size, Digest digest) {
        public File {
            check(WORD, archive);
            check(PATH, path);
            if (size <= 0) {
                throw new IllegalArgumentException("not a size: " + size);
            }
        }
    }

    public LockedPackage {
        check(NAME, name);
        check(VERSION, version);
        check(WORD, architecture);
    }

    /** True for the path of a file in an archive's pool, as it is written into an address. */
    public static boolean isPath(String text) {
        return PATH.matcher(text).matches();
    }

    private static void check(Pattern form, String text) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException("malformed: '" + text + "'");
        }
    }
}
