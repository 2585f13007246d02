package dev.lapstrake.net;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Hosts that are reached without a proxy. This machine's loopback always is one. */
final class HostPatterns {
    static final HostPatterns NONE = new HostPatterns(List.of());

    private final List<Pattern> patterns;

    private HostPatterns(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    /** Maven's {@code nonProxyHosts}: separated by bars (or commas), with {@code *} for anything. */
    static HostPatterns ofMaven(String text) {
        return new HostPatterns(parts(text, "[|,]").map(part -> glob(part, "")).toList());
    }

    /** The variable {@code NO_PROXY}: separated by commas; each covers its subdomains, too. */
    static HostPatterns ofEnvironment(String text) {
        return new HostPatterns(parts(text, "[, ]")
                .map(part -> glob(part.replaceFirst("^\\*?\\.", "").replaceFirst(":[0-9]+$", ""), "(.+\\.)?"))
                .toList());
    }

    private static Stream<String> parts(String text, String separator) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split(separator, -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty());
    }

    private static Pattern glob(String text, String before) {
        return Pattern.compile(before + Pattern.quote(text).replace("*", "\\E.*\\Q"));
    }

    boolean contain(URI uri) {
        String host = Optional.ofNullable(uri.getHost()).orElse("").toLowerCase(Locale.ROOT);
        return isLoopback(host)
                || patterns.stream().anyMatch(pattern -> pattern.matcher(host).matches());
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }
}
