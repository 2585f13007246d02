package dev.lapstrake.net;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Believes a peer that one of two believes. Both also see to it that the certificate is of the host. */
final class EitherTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager one;
    private final X509ExtendedTrustManager other;

    EitherTrust(X509ExtendedTrustManager one, X509ExtendedTrustManager other) {
        this.one = one;
        this.other = other;
    }

    /** What the JVM believes: its own store, or the one that {@code javax.net.ssl.trustStore} names. */
    static X509ExtendedTrustManager ofTheJvm() throws GeneralSecurityException {
        return of((KeyStore) null);
    }

    static X509ExtendedTrustManager of(List<Certificate> issuers) throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < issuers.size(); i++) {
                store.setCertificateEntry(Integer.toString(i), issuers.get(i));
            }
            return of(store);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static X509ExtendedTrustManager of(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager trust) {
                return trust;
            }
        }
        throw new GeneralSecurityException("no trust manager for X.509");
    }

    /** What one of the two is asked. */
    private interface Check {
        void by(X509ExtendedTrustManager trust) throws CertificateException;
    }

    private void either(Check check) throws CertificateException {
        try {
            check.by(one);
        } catch (CertificateException e) {
            check.by(other);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        either(trust -> trust.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        either(trust -> trust.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        either(trust -> trust.checkServerTrusted(chain, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("this is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("this is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("this is no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return Stream.of(one, other)
                .flatMap(trust -> Stream.of(trust.getAcceptedIssuers()))
                .toArray(X509Certificate[]::new);
    }
}
