package dev.lapstrake.root.apt;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where Debian's archives are fetched from.
 *
 * @param name what stays the same from day to day, even where the URIs hold a date
 * @param main without a slash at its end
 * @param security the same for the security archive
 * @param snapshots where what the mirror no longer has can be had, with a slash at its end
 */
public record Mirror(String name, URI main, URI security, URI snapshots) {
    private static final Path ETC_APT = Path.of("/etc/apt");
    private static final URI SNAPSHOTS = URI.create("https://snapshot.debian.org/archive/");
    private static final Set<String> SCHEMES = Set.of("http", "https", "file");
    private static final Pattern MAIN = Pattern.compile("(.*/)debian((?:/[0-9TZ]+)?)");
    private static final DateTimeFormatter MIDNIGHT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T000000Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** A snapshot has what an archive had when it was made, which is a few times a day. */
    private static final List<Duration> UNTIL_SNAPSHOT =
            List.of(Duration.ofHours(8), Duration.ZERO, Duration.ofDays(2));

    /** A mirror whose old versions are in Debian's archive of archives. */
    Mirror(String name, URI main, URI security) {
        this(name, main, security, SNAPSHOTS);
    }

    /** The mirror that this machine's apt is configured for, if it is; to look takes a while. */
    public static Optional<Mirror> ofHost() throws IOException {
        return HostSources.read(ETC_APT);
    }

    /** The mirror at a URI; the security archive is beside it: {@code …/debian-security} for {@code …/debian}. */
    public static Mirror of(String text) throws BuildException {
        URI main = parse(text);
        Matcher matcher = MAIN.matcher(main.toString());
        if (!matcher.matches()) {
            throw malformed(text);
        }
        return new Mirror(main.toString(), main, URI.create(matcher.group(1) + "debian-security" + matcher.group(2)));
    }

    /** A mirror whose security archive is elsewhere. */
    public static Mirror of(String text, String security) throws BuildException {
        URI main = parse(text);
        return new Mirror(main.toString(), main, parse(security));
    }

    /** Debian's archive of archives, as it was at the beginning of a day. */
    public static Mirror snapshot(Instant time) {
        return snapshot(SNAPSHOTS, MIDNIGHT.format(time));
    }

    /** Where what a mirror had at a time can be had later. */
    static List<Mirror> snapshots(Mirror mirror, Instant time) {
        return UNTIL_SNAPSHOT.stream()
                .map(later -> snapshot(mirror.snapshots(), SECOND.format(time.plus(later))))
                .toList();
    }

    private static Mirror snapshot(URI archive, String time) {
        return new Mirror(
                archive.toString(), archive.resolve("debian/" + time), archive.resolve("debian-security/" + time));
    }

    /** The same mirror, with another archive of archives behind it. */
    Mirror withSnapshots(URI archive) {
        return new Mirror(name, main, security, archive);
    }

    private static URI parse(String text) throws BuildException {
        try {
            URI uri = URI.create(text.replaceAll("/+$", ""));
            if (uri.getScheme() != null && SCHEMES.contains(uri.getScheme()) && isPlain(uri)) {
                return uri;
            }
            throw malformed(text);
        } catch (IllegalArgumentException e) {
            throw malformed(text);
        }
    }

    /** A name and password would end up in messages and in the cache. */
    private static boolean isPlain(URI uri) {
        return uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
    }

    private static BuildException malformed(String text) {
        return new Problem(
                        "mirror-malformed",
                        "<mirror> is no address of a Debian archive.",
                        text.replaceAll("//[^/@]*@", "//"),
                        "write an http, https or file URI that ends in /debian, without a user name, for example"
                                + " https://snapshot.debian.org/archive/debian/20260101T000000Z")
                .exception();
    }

    /** Where an archive of a suite lies. */
    URI base(String archive) {
        return Suite.isSecurity(archive) ? security : main;
    }
}
