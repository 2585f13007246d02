package dev.lapstrake.net;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/**
 * A certificate by which a peer knows this machine, with its key: a key store in PKCS #12, or a file in PEM that has both,
 * the key in PKCS #8 and not encrypted.
 *
 * @param passphrase of the key store; empty for none
 */
public record ClientCertificate(Path file, String passphrase) {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", Pattern.DOTALL);

    KeyManager[] keys() throws BuildException {
        try {
            byte[] bytes = Files.readAllBytes(file);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            return managers(text.contains("-----BEGIN ") ? pem(text) : pkcs12(bytes), passphrase);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new Problem(
                            "client-certificate-unreadable",
                            "<clientCertificate> names a file from which no certificate with its key can be read.",
                            file.toString(),
                            "name a key store (.p12), with its <passphrase> in the <server> of settings.xml that has"
                                    + " the registry's name, or a PEM file with the certificate and its unencrypted"
                                    + " PRIVATE KEY")
                    .exception(e);
        }
    }

    /** What {@code javax.net.ssl.keyStore} names, which the JVM itself heeds only where nothing else is set. */
    static KeyManager[] ofTheJvm() throws GeneralSecurityException {
        String file = System.getProperty("javax.net.ssl.keyStore", "");
        if (file.isEmpty()) {
            return new KeyManager[0];
        }
        String password = System.getProperty("javax.net.ssl.keyStorePassword", "");
        try {
            return managers(KeyStore.getInstance(Path.of(file).toFile(), password.toCharArray()), password);
        } catch (IOException | IllegalArgumentException e) { // the latter for what is no file
            throw new GeneralSecurityException(e.getMessage(), e);
        }
    }

    private KeyStore pkcs12(byte[] bytes) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(bytes), passphrase.toCharArray());
        return store;
    }

    private KeyStore pem(String text) throws IOException, GeneralSecurityException {
        Matcher key = KEY.matcher(text);
        Certificate[] chain = chain(text);
        if (!key.find() || chain.length == 0) {
            throw new GeneralSecurityException("no certificate, or no key");
        }
        byte[] encoded = Base64.getMimeDecoder().decode(key.group(1));
        PrivateKey secret = KeyFactory.getInstance(chain[0].getPublicKey().getAlgorithm())
                .generatePrivate(new PKCS8EncodedKeySpec(encoded));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("key", secret, passphrase.toCharArray(), chain);
        return store;
    }

    private static Certificate[] chain(String text) throws GeneralSecurityException {
        String certificates =
                CERTIFICATE.matcher(text).results().map(MatchResult::group).collect(Collectors.joining("\n"));
        InputStream in = new ByteArrayInputStream(certificates.getBytes(StandardCharsets.US_ASCII));
        return CertificateFactory.getInstance("X.509").generateCertificates(in).toArray(new Certificate[0]);
    }

    private static KeyManager[] managers(KeyStore store, String password) throws GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password.toCharArray());
        return factory.getKeyManagers();
    }

    /** Without the passphrase. */
    @Override
    public String toString() {
        return file.toString();
    }
}
