package dev.lapstrake.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProxiesTest {
    private static final ProxyServer ONE = new ProxyServer("one.example.com", 3128, Optional.empty());
    private static final ProxyServer TWO = new ProxyServer("two.example.com", 8080, Optional.empty());

    private static Optional<ProxyServer> to(Proxies proxies, String address) {
        return proxies.to(URI.create(address));
    }

    @Test
    void toWhenThereIsOneForTheSchemeTakesTheFirst() {
        Proxies proxies =
                Proxies.NONE.and("http", ONE, "").and("https", TWO, "").and("http", TWO, "");

        assertThat(to(proxies, "http://a.example.com/")).contains(ONE);
        assertThat(to(proxies, "https://a.example.com/")).contains(TWO);
    }

    @Test
    void toWhenThereIsNoneForHttpsTakesTheOneForHttp() {
        assertThat(to(Proxies.NONE.and("http", ONE, ""), "https://a.example.com/"))
                .contains(ONE);
        assertThat(to(Proxies.NONE.and("https", ONE, ""), "http://a.example.com/"))
                .isEmpty();
    }

    @Test
    void toWhenHostIsExceptedGoesWithoutAProxy() {
        Proxies proxies = Proxies.NONE.and("http", ONE, "*.corp.example.com|Localhost2 | 10.*|r.*.io");

        for (String host :
                new String[] {"a.corp.example.com", "LOCALHOST2", "10.1.2.3", "r.x.io", "127.0.0.1", "localhost"}) {
            assertThat(to(proxies, "http://" + host + ":5000/")).as(host).isEmpty();
        }
        for (String host : new String[] {"corp.example.com", "a.corp.example.comx", "acorp.example.org", "110.1.2.3"}) {
            assertThat(to(proxies, "http://" + host + ":5000/")).as(host).contains(ONE);
        }
    }

    @Test
    void toWhenEnvironmentNamesProxiesTakesThem() {
        Proxies proxies = Proxies.NONE.and(Map.of(
                "HTTPS_PROXY", "http://anne:secret@one.example.com:3128/",
                "http_proxy", "two.example.com:8080",
                "NO_PROXY", ".corp.example.com,plain.org, 10.0.0.1"));

        Optional<ProxyServer> secure = to(proxies, "https://a.example.com/");
        assertThat(secure.orElseThrow().authorization()).contains("Basic YW5uZTpzZWNyZXQ=");
        assertThat(secure.toString()).doesNotContain("secret");
        assertThat(to(proxies, "http://a.example.com/")).contains(TWO);
        for (String host :
                new String[] {"corp.example.com", "a.corp.example.com", "plain.org", "x.plain.org", "10.0.0.1"}) {
            assertThat(to(proxies, "https://" + host + "/")).as(host).isEmpty();
        }
        assertThat(to(proxies, "https://xplain.org/")).isPresent();
    }

    @Test
    void toWhenEnvironmentExceptsRangesOrPortsHeedsThem() {
        Proxies proxies = Proxies.NONE.and(Map.of(
                "HTTPS_PROXY", "one.example.com:3128",
                "NO_PROXY", "10.0.0.0/8,192.168.4.0/22,fd00::/8,r.example.com:5000,s.example.com:443,10.0.0.0/99"));

        for (String host : new String[] {
            "10.1.2.3", "192.168.7.255:5000", "[fd12::1]", "r.example.com:5000", "a.r.example.com:5000", "s.example.com"
        }) {
            assertThat(to(proxies, "https://" + host + "/")).as(host).isEmpty();
        }
        for (String host : new String[] {
            "11.1.2.3", "192.168.8.0", "[fe80::1]", "r.example.com", "s.example.com:5000", "10.example.com"
        }) {
            assertThat(to(proxies, "https://" + host + "/")).as(host).contains(ONE);
        }
    }

    @Test
    void toWhenEnvironmentIsMalformedLeavesItOut() {
        for (String text : new String[] {"", "http://", "a b", "http://one.example.com:99999", "socks5://a:1"}) {
            assertThat(to(Proxies.NONE.and(Map.of("HTTPS_PROXY", text)), "https://a.example.com/"))
                    .isEmpty();
        }
    }

    @Test
    void toWhenSettingsComeBeforeTheEnvironmentTheyWin() {
        Proxies proxies = Proxies.NONE.and("https", ONE, "").and(Map.of("HTTPS_PROXY", "two.example.com:8080"));

        assertThat(to(proxies, "https://a.example.com/")).contains(ONE);
    }

    @Test
    void selectWhenNoProxyIsKnownGoesTheWayOfTheJvm() {
        assertThat(Proxies.NONE.select(URI.create("https://a.example.com/"))).containsExactly(Proxy.NO_PROXY);
        assertThat(Proxies.NONE.and("http", ONE, "").select(URI.create("https://a.example.com/")))
                .singleElement()
                .satisfies(proxy -> assertThat(proxy.type()).isEqualTo(Proxy.Type.HTTP));
    }

    @Test
    void unreadableWhenAVariableIsNoHttpProxyNamesItAlone() {
        assertThat(Proxies.unreadable(Map.of(
                        "HTTPS_PROXY", "http://anne:secret@my_proxy:3128", "http_proxy", "socks5://one.example.com:1")))
                .containsExactly("HTTPS_PROXY", "HTTP_PROXY");
        assertThat(Proxies.unreadable(Map.of("HTTPS_PROXY", "", "HTTP_PROXY", "one.example.com:3128")))
                .isEmpty();
    }
}
