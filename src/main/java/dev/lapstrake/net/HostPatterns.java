package dev.lapstrake.net;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Hosts that are reached without a proxy. This machine's loopback always is one. */
final class HostPatterns {
    static final HostPatterns NONE = new HostPatterns(List.of());

    private static final Pattern WITH_PORT = Pattern.compile("([^:]+|\\[.*]):([0-9]{1,5})");

    private final List<Predicate<URI>> patterns;

    private HostPatterns(List<Predicate<URI>> patterns) {
        this.patterns = patterns;
    }

    /** Maven's {@code nonProxyHosts}: separated by bars (or commas), with {@code *} for anything. */
    static HostPatterns ofMaven(String text) {
        return new HostPatterns(parts(text, "[|,]").map(part -> glob(part, "")).toList());
    }

    /** The variable {@code NO_PROXY}: separated by commas; a name covers its subdomains, too, and all ports if it has none. */
    static HostPatterns ofEnvironment(String text) {
        return text.isBlank()
                ? NONE
                : new HostPatterns(
                        parts(text, "[, ]").map(HostPatterns::variable).toList());
    }

    private static Predicate<URI> variable(String part) {
        Matcher withPort = WITH_PORT.matcher(part);
        if (withPort.matches()) {
            int port = Integer.parseInt(withPort.group(2));
            return variable(withPort.group(1)).and(uri -> Origin.of(uri).port() == port);
        }
        return AddressRange.parse(part)
                .<Predicate<URI>>map(range -> uri -> range.contains(host(uri)))
                .orElseGet(() -> glob(part.replaceFirst("^\\*?\\.", ""), "(.+\\.)?"));
    }

    private static Stream<String> parts(String text, String separator) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split(separator, -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty());
    }

    private static Predicate<URI> glob(String text, String before) {
        Predicate<String> pattern = Pattern.compile(before + Pattern.quote(text).replace("*", "\\E.*\\Q"))
                .asMatchPredicate();
        return uri -> pattern.test(host(uri));
    }

    boolean contain(URI uri) {
        if (Origin.isLoopback(host(uri))) {
            return true;
        }
        for (Predicate<URI> pattern : patterns) {
            if (pattern.test(uri)) {
                return true;
            }
        }
        return false;
    }

    private static String host(URI uri) {
        return uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    }
}
