package dev.lapstrake.root.apt;

import dev.lapstrake.lock.LockedPackage;
import dev.lapstrake.oci.Digest;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One package in one version, as an archive lists it.
 *
 * @param architecture of its own, which may be {@code all}
 * @param archive that lists it, such as {@code trixie-security}
 * @param path below the archive's address
 * @param size of the file there
 * @param digest of the file there
 */
public record DebianPackage(
        String name, Version version, String architecture, String archive, String path, long size, Digest digest) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9+.-]*");
    private static final Pattern WORD = Pattern.compile("\\S+");

    public DebianPackage {
        boolean sound = NAME.matcher(name).matches()
                && WORD.matcher(version.text()).matches()
                && WORD.matcher(architecture).matches()
                && LockedPackage.isPath(path)
                && size > 0;
        if (!sound) {
            throw new IllegalArgumentException("not a sound package: " + name + " " + version + " at " + path);
        }
    }

    /** The package as a line of words, which {@link #parse} reads. */
    public String line() {
        return String.join(
                " ", List.of(name, version.text(), architecture, archive, path, Long.toString(size), digest.hex()));
    }

    /**
     * @throws IllegalArgumentException if the line was not made by {@link #line}
     */
    public static DebianPackage parse(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != 7) {
            throw new IllegalArgumentException("not a package: '" + line + "'");
        }
        return new DebianPackage(
                words[0],
                new Version(words[1]),
                words[2],
                words[3],
                words[4],
                Long.parseLong(words[5]),
                new Digest(words[6]));
    }
}
