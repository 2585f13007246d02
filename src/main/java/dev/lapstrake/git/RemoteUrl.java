package dev.lapstrake.git;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms in which git writes where a remote is (git-fetch(1), "GIT URLS"). */
final class RemoteUrl {
    private static final String PATH = "/*(?<path>[^?#\\s\\p{Cntrl}]+?)(\\.git)?/*([?#].*)?";
    private static final Pattern URL = Pattern.compile(
            "(?<scheme>https?|ssh|git\\+ssh|git)://([^/]*@)?(?<host>[\\w.-]+|\\[[0-9a-fA-F:]+])(?<port>:\\d*)?/" + PATH,
            Pattern.CASE_INSENSITIVE);

    /** As scp writes it. A single letter before the colon is a drive of Windows. */
    private static final Pattern SCP = Pattern.compile("([^/:@]+@)?(?<host>[\\w.-]{2,}):(?!//)" + PATH);

    private RemoteUrl() {}

    /**
     * The page of a remote, as hosts of repositories have it: HTTPS at the same host, unless it is plain HTTP; without
     * credentials and without {@code .git}. Empty for a path of this machine, and for a form that is not known.
     */
    static Optional<String> asWebPage(String remote) {
        Matcher url = URL.matcher(remote);
        if (url.matches()) {
            return Optional.of(ofUrl(url));
        }
        Matcher scp = SCP.matcher(remote);
        return scp.matches() ? Optional.of("https://" + scp.group("host") + "/" + scp.group("path")) : Optional.empty();
    }

    /** The port of SSH, or of git's own protocol, is none that a browser could use. */
    private static String ofUrl(Matcher url) {
        String scheme = url.group("scheme").toLowerCase(Locale.ROOT);
        boolean web = scheme.startsWith("http");
        String port = web && url.group("port") != null ? url.group("port") : "";
        return (web ? scheme : "https") + "://" + url.group("host") + port + "/" + url.group("path");
    }
}
