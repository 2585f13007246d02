package dev.lapstrake.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.root.contents.CertificateFilesTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.Optional;
import javax.crypto.EncryptedPrivateKeyInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyStoresTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path scratch;

    private static KeyStore certificates(String type) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        for (int i = 0; i < 50; i++) {
            store.setCertificateEntry("one" + i, certificate());
        }
        return store;
    }

    private static Certificate certificate() throws GeneralSecurityException {
        byte[] pem = CertificateFilesTest.CERTIFICATE.getBytes(StandardCharsets.US_ASCII);
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
    }

    /** The key of nobody, which has no certificate of its own. */
    private static KeyStore withKey(String type) throws IOException, GeneralSecurityException {
        KeyStore store = certificates(type);
        store.setKeyEntry("zz", new EncryptedPrivateKeyInfo("PBEWithMD5AndDES", new byte[100]).getEncoded(), null);
        return store;
    }

    private static byte[] bytes(KeyStore store, char @Nullable [] password)
            throws IOException, GeneralSecurityException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, password);
        return bytes.toByteArray();
    }

    private static KeyPair pair(String algorithm) throws GeneralSecurityException {
        return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    }

    @ParameterizedTest
    @ValueSource(strings = {"JKS", "JCEKS", "PKCS12"})
    void storeWhenItHasAKeyIsFoundAndATrustStoreIsFine(String type) throws Exception {
        byte[] store = bytes(withKey(type), PASSWORD);
        Planted planted = new Planted()
                .file("app/keys", 0644, store)
                .file("app.jar", 0644, Planted.jar(Map.of("store", store)))
                .file("etc/ssl/certs/java/cacerts", 0644, bytes(certificates(type), PASSWORD));
        assertThat(new SecretRule().check(planted.image(scratch, Optional.empty())))
                .containsExactlyInAnyOrder(
                        new Violation("secret", "/app.jar!/store", "root", "holds a private key in a key store"),
                        new Violation("secret", "/app/keys", "root", "holds a private key in a key store"));
    }

    @Test
    void storeWhenItsCertificatesHaveNoPasswordIsFine() throws Exception {
        Planted planted = new Planted().file("cacerts", 0644, bytes(certificates("PKCS12"), null));
        assertThat(planted.brokenBy(new SecretRule(), scratch)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "Ed25519"})
    void keyWhenItIsBinaryIsFoundAndAPublicKeyIsFine(String algorithm) throws Exception {
        KeyPair pair = pair(algorithm);
        byte[] locked = new EncryptedPrivateKeyInfo("PBEWithMD5AndDES", new byte[100]).getEncoded();
        Planted planted = new Planted()
                .file("private.der", 0644, pair.getPrivate().getEncoded())
                .file("locked.der", 0644, locked)
                .file("rsa.der", "0\u0082\u0004\u00a4\2\1\0\2\u0082\1\1\0" + "q7Rt2".repeat(236))
                .file("public.der", 0644, pair.getPublic().getEncoded())
                .file("certificate.der", 0644, certificate().getEncoded())
                .file("digits", "0123456789\n");
        assertThat(planted.brokenBy(new SecretRule(), scratch))
                .containsExactly("/locked.der", "/private.der", "/rsa.der");
    }

    @Test
    void storeWhenItIsCutOffIsNone() throws Exception {
        Planted planted =
                new Planted().file("cut", "\u00fe\u00ed\u00fe\u00ed\0\0\0\2").file("empty", "");
        assertThat(planted.brokenBy(new SecretRule(), scratch)).isEmpty();
    }
}
