package dev.lapstrake.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which proxy leads to an address: the first that is for its scheme; one for http serves https, too, if there is no other,
 * as in Maven. Where none is known, what the JVM was told counts ({@code -Dhttps.proxyHost}).
 */
public final class Proxies extends ProxySelector {
    /** What the JVM was told, and nothing else. */
    public static final Proxies NONE = new Proxies(List.of());

    private static final String DISABLED_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

    private final List<Rule> rules;

    /** For whom a proxy is. */
    private record Rule(String scheme, ProxyServer server, HostPatterns without) {}

    private Proxies(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        if (rules.stream().anyMatch(rule -> rule.server().login().isPresent())) {
            allowBasicInTunnels();
        }
    }

    /** The JDK sends no password to a proxy on the way to https unless it is told so before its first request. */
    private static void allowBasicInTunnels() {
        if (System.getProperty(DISABLED_SCHEMES) == null) {
            System.setProperty(DISABLED_SCHEMES, "");
        }
    }

    /**
     * The same, and after them one more.
     *
     * @param scheme of the addresses that it is for
     * @param without hosts that it is not for, separated by bars, as in Maven's {@code nonProxyHosts}
     */
    public Proxies and(String scheme, ProxyServer server, String without) {
        return and(new Rule(scheme.toLowerCase(Locale.ROOT), server, HostPatterns.ofMaven(without)));
    }

    private Proxies and(Rule rule) {
        List<Rule> more = new ArrayList<>(rules);
        more.add(rule);
        return new Proxies(more);
    }

    /**
     * The same, and after them those that the environment names, as for curl: {@code HTTPS_PROXY}, {@code HTTP_PROXY},
     * {@code NO_PROXY}, also in lower case. What can't be read is left out, and what is no HTTP proxy.
     */
    public Proxies and(Map<String, String> environment) {
        HostPatterns without = HostPatterns.ofEnvironment(variable("NO_PROXY", environment));
        Proxies all = this;
        for (String scheme : List.of("https", "http")) {
            Optional<ProxyServer> server = parse(variable(scheme.toUpperCase(Locale.ROOT) + "_PROXY", environment));
            if (server.isPresent()) {
                all = all.and(new Rule(scheme, server.get(), without));
            }
        }
        return all;
    }

    private static String variable(String name, Map<String, String> environment) {
        return environment.getOrDefault(name.toLowerCase(Locale.ROOT), environment.getOrDefault(name, ""));
    }

    /** The names of variables that hold something, but no HTTP proxy that can be read; the values may hold passwords. */
    public static List<String> unreadable(Map<String, String> environment) {
        return Stream.of("HTTPS_PROXY", "HTTP_PROXY")
                .filter(name -> !variable(name, environment).isEmpty())
                .filter(name -> parse(variable(name, environment)).isEmpty())
                .toList();
    }

    private static Optional<ProxyServer> parse(String text) {
        try {
            URI uri = URI.create(text.contains("://") ? text : "http://" + text);
            return !"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null
                    ? Optional.empty()
                    : Optional.of(new ProxyServer(
                            uri.getHost(),
                            uri.getPort() < 0 ? 80 : uri.getPort(),
                            Optional.ofNullable(uri.getUserInfo())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The proxy on the way to an address; empty if it is reached without one, or as the JVM was told. */
    public Optional<ProxyServer> to(URI uri) {
        return rule(uri).filter(rule -> !rule.without().contain(uri)).map(Rule::server);
    }

    private Optional<Rule> rule(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        return first(scheme).or(() -> scheme.equals("https") ? first("http") : Optional.empty());
    }

    private Optional<Rule> first(String scheme) {
        return rules.stream().filter(rule -> rule.scheme().equals(scheme)).findFirst();
    }

    @Override
    public List<Proxy> select(URI uri) {
        Optional<ProxySelector> ofTheJvm = Optional.ofNullable(ProxySelector.getDefault());
        if (rule(uri).isEmpty() && ofTheJvm.isPresent()) {
            return ofTheJvm.get().select(uri);
        }
        return List.of(to(uri).map(Proxies::proxy).orElse(Proxy.NO_PROXY));
    }

    private static Proxy proxy(ProxyServer server) {
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(server.host(), server.port()));
    }

    /** Nothing: whoever asked is told, and tries again. */
    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
}
