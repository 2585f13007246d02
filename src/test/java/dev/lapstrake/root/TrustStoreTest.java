package dev.lapstrake.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.lapstrake.root.contents.CertificateFilesTest;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;

class TrustStoreTest {
    static final String CERTIFICATE = CertificateFilesTest.CERTIFICATE;

    private static final TreePath STORE = new TreePath("etc/ssl/certs/java/cacerts");

    private static byte[] store(String text) throws IOException {
        TreePath path = new TreePath("usr/share/ca-certificates/mozilla/Főtanúsítvány.crt");
        Tree packages = Tree.of(Map.of(path, Entry.file(text))).withParents();
        Entry.File store =
                (Entry.File) Certificates.of(packages, List.of()).get(STORE).orElseThrow();
        return store.content().bytes();
    }

    @Test
    void ofWhenReadByJavaIsTrustedWithAnyPassword() throws Exception {
        for (String password : new String[] {null, "changeit", "other"}) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(store(CERTIFICATE)), password == null ? null : password.toCharArray());
            assertThat(Collections.list(store.aliases())).containsExactly("debian:főtanúsítvány");
            assertThat(store.isCertificateEntry("debian:főtanúsítvány")).isTrue();
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            X509TrustManager manager = (X509TrustManager) factory.getTrustManagers()[0];
            assertThat(manager.getAcceptedIssuers()).hasSize(1);
        }
    }

    @Test
    void ofWhenMadeTwiceGivesEqualBytes() throws Exception {
        assertThat(store(CERTIFICATE)).isEqualTo(store(CERTIFICATE));
    }

    @Test
    void ofWhenAFileHoldsNoCertificateNamesIt() {
        assertThatIOException().isThrownBy(() -> store("none")).withMessageContaining("Főtanúsítvány");
    }

    @Test
    void identifierWhenNumbersAreLargeTakesSeveralBytes() {
        assertThat(Der.identifier(1, 2, 840, 113549)).containsExactly(0x06, 0x06, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d);
        assertThat(Der.octets(new byte[300])).startsWith(0x04, 0x82, 0x01, 0x2c).hasSize(304);
        assertThat(Der.octets(new byte[200])).startsWith(0x04, 0x81, 0xc8).hasSize(203);
    }
}
