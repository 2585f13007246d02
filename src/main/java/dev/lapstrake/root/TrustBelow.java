package dev.lapstrake.root;

import dev.lapstrake.root.contents.TrustedCertificate;
import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whom an image trusts beside Debian's authorities, such as a company's own: what is in its bundle and in Java's trust
 * store, and does not come of Debian's package.
 *
 * @param below all files of the image
 */
record TrustBelow(Tree below) {
    private static final byte[] JKS = {(byte) 0xfe, (byte) 0xed, (byte) 0xfe, (byte) 0xed};
    private static final char[] USUAL_PASSWORD = "changeit".toCharArray();

    /**
     * @param packages the files of Debian's package that is laid on the image
     * @throws GeneralSecurityException if what the image has can't be read
     */
    List<TrustedCertificate> beside(Tree packages) throws IOException, GeneralSecurityException {
        SortedMap<String, TrustedCertificate> trusted = new TreeMap<>();
        for (Certificate certificate : trusted()) {
            TrustedCertificate added = TrustedCertificate.ofBase(certificate);
            trusted.put(added.base64(), added);
        }
        for (Tree debians : List.of(below, packages)) {
            for (byte[] file : Certificates.sources(debians).values()) {
                for (Certificate certificate : pem(file)) {
                    trusted.remove(TrustedCertificate.ofBase(certificate).base64());
                }
            }
        }
        return List.copyOf(trusted.values());
    }

    private List<Certificate> trusted() throws IOException, GeneralSecurityException {
        List<Certificate> trusted = new ArrayList<>();
        Optional<Content> bundle = file(Certificates.BUNDLE);
        if (bundle.isPresent()) {
            trusted.addAll(pem(bundle.get().bytes()));
        }
        Optional<Content> store = file(Certificates.TRUST_STORE);
        if (store.isPresent()) {
            trusted.addAll(stored(store.get().bytes()));
        }
        return trusted;
    }

    private Optional<Content> file(TreePath path) {
        return DebianBase.content(below, path);
    }

    private static Collection<? extends Certificate> pem(byte[] bytes) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes));
    }

    /** Debian and the JDKs have the usual password, which protects nothing; Lapstrake's own file has none. */
    private static List<Certificate> stored(byte[] bytes) throws IOException, GeneralSecurityException {
        boolean jks = bytes.length > JKS.length && Arrays.equals(bytes, 0, JKS.length, JKS, 0, JKS.length);
        KeyStore store = KeyStore.getInstance(jks ? "JKS" : "PKCS12");
        store.load(new ByteArrayInputStream(bytes), USUAL_PASSWORD);
        List<Certificate> certificates = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isCertificateEntry(alias)) {
                certificates.add(store.getCertificate(alias));
            }
        }
        return certificates;
    }
}
