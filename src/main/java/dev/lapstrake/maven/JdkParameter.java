package dev.lapstrake.maven;

import dev.lapstrake.build.ApplicationChoice.JdkChoice;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.runtime.JdkArchive;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * {@code <jdk>}, as the POM has it: the folder of a JDK, or {@code debian}; or inside of it {@code <archive>}, a file or an
 * address of a packed one, and its {@code <sha256>}.
 */
public final class JdkParameter {
    /** A tar or tar.gz of a JDK for Linux: a file, or an address of http or https. */
    @Nullable
    String archive;

    /** The digest of the archive, 64 hexadecimal digits, as the vendor of the JDK says it. */
    @Nullable
    String sha256;

    private @Nullable String text;

    /** Takes what is written where there is no other element inside: Maven looks for a method of this name. */
    public void set(String written) {
        text = written;
    }

    /**
     * @param folder of the project, where relative paths start
     */
    JdkChoice choice(Path folder) throws BuildException {
        return choice(folder, new Properties());
    }

    /**
     * @param folder of the project, where relative paths start
     * @param properties of the command line, which win
     */
    JdkChoice choice(Path folder, Properties properties) throws BuildException {
        String packed = properties.getProperty(
                "lapstrake.jdk.archive", Optional.ofNullable(archive).orElse(""));
        String digest = properties.getProperty(
                "lapstrake.jdk.sha256", Optional.ofNullable(sha256).orElse(""));
        if (!packed.isBlank()) {
            return archive(folder, packed.strip(), digest.strip());
        }
        String named = Optional.ofNullable(text).orElse("").strip();
        if (named.isEmpty()) {
            return new JdkChoice.Standard();
        }
        if (named.matches("https?://.*") || Files.isRegularFile(path(folder, named))) {
            throw withoutDigest(JdkArchive.shown(named));
        }
        return named.equals("debian") ? new JdkChoice.Debian() : new JdkChoice.Folder(path(folder, named));
    }

    /** Not every text is a path: Windows knows characters that are in none. */
    private static Path path(Path folder, String text) throws BuildException {
        try {
            return folder.resolve(text);
        } catch (InvalidPathException e) {
            throw new Problem(
                            "jdk-path-malformed",
                            "<jdk> is neither 'debian' nor the path of a folder.",
                            text,
                            "write <jdk>debian</jdk>, or the folder of a JDK, as in <jdk>/opt/jdk-21</jdk>")
                    .exception(e);
        }
    }

    private static JdkChoice archive(Path folder, String packed, String digest) throws BuildException {
        try {
            URI place = packed.matches("https?://.*")
                    ? URI.create(packed)
                    : path(folder, packed).toUri();
            if (String.valueOf(place.getRawAuthority()).contains("@")) {
                throw withLogin(packed);
            }
            return new JdkChoice.Archive(new JdkArchive(place, new Digest(digest.toLowerCase(Locale.ROOT))));
        } catch (IllegalArgumentException e) {
            throw withoutDigest(JdkArchive.shown(packed) + (digest.isEmpty() ? "" : ", " + digest));
        }
    }

    private static BuildException withLogin(String address) {
        return new Problem(
                        "jdk-archive-login",
                        "<jdk><archive> has a user name in its address, where everybody can read it.",
                        JdkArchive.shown(address),
                        "leave it out; where the server asks for one, fetch the archive before, and name the file")
                .exception();
    }

    private static BuildException withoutDigest(String found) {
        return new Problem(
                        "jdk-archive-without-digest",
                        "<jdk> names a packed JDK, and not by an address and a digest that can be checked.",
                        found,
                        "write <jdk><archive>https://…/jdk.tar.gz</archive><sha256>64 hexadecimal digits</sha256></jdk>")
                .exception();
    }
}
