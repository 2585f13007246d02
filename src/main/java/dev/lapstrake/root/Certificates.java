package dev.lapstrake.root;

import dev.lapstrake.root.contents.Pem;
import dev.lapstrake.root.contents.TrustedCertificate;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Whom to trust: the certificates of ca-certificates, in the two forms that programs read. */
final class Certificates {
    private static final TreePath SOURCE = new TreePath("usr/share/ca-certificates");
    static final TreePath BUNDLE = new TreePath("etc/ssl/certs/ca-certificates.crt");
    static final TreePath TRUST_STORE = new TreePath("etc/ssl/certs/java/cacerts");

    private Certificates() {}

    /**
     * The files that update-ca-certificates and Debian's ca-certificates-java make when they are installed.
     *
     * @param added whom to trust beside them
     */
    static Tree of(Tree packages, List<TrustedCertificate> added) throws IOException {
        SortedMap<TreePath, byte[]> certificates = sources(packages);
        return Tree.of(Map.of(
                BUNDLE, file(bundle(certificates, added)),
                TRUST_STORE, file(trustStore(certificates, added))));
    }

    /** The files of the package, a certificate in each. */
    static SortedMap<TreePath, byte[]> sources(Tree packages) throws IOException {
        SortedMap<TreePath, byte[]> certificates = new TreeMap<>();
        for (Map.Entry<TreePath, Entry> entry : packages.entries().entrySet()) {
            if (SOURCE.holds(entry.getKey())
                    && entry.getKey().name().endsWith(".crt")
                    && entry.getValue() instanceof Entry.File file) {
                certificates.put(entry.getKey(), file.content().bytes());
            }
        }
        return certificates;
    }

    private static Entry file(byte[] bytes) {
        return new Entry.File(Attributes.FILE, Content.of(bytes));
    }

    private static byte[] bundle(SortedMap<TreePath, byte[]> certificates, List<TrustedCertificate> added) {
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        for (byte[] certificate : certificates.values()) {
            bundle.writeBytes(certificate);
            if (certificate.length > 0 && certificate[certificate.length - 1] != '\n') {
                bundle.write('\n');
            }
        }
        added.forEach(certificate -> bundle.writeBytes(certificate.pem().getBytes(StandardCharsets.US_ASCII)));
        return bundle.toByteArray();
    }

    private static byte[] trustStore(SortedMap<TreePath, byte[]> certificates, List<TrustedCertificate> added)
            throws IOException {
        SortedMap<String, byte[]> byAlias = new TreeMap<>();
        for (Map.Entry<TreePath, byte[]> entry : certificates.entrySet()) {
            String name = entry.getKey().name().replaceFirst("\\.crt$", "");
            byAlias.put("debian:" + name.toLowerCase(Locale.ROOT), decode(entry.getKey(), entry.getValue()));
        }
        added.forEach(certificate -> byAlias.put(certificate.alias(), certificate.der()));
        return TrustStore.of(byAlias);
    }

    private static byte[] decode(TreePath path, byte[] pem) throws IOException {
        try {
            return Pem.certificates(new String(pem, StandardCharsets.US_ASCII)).stream()
                    .findFirst()
                    .orElseThrow(() -> new IOException("'" + path + "' holds no certificate"));
        } catch (CertificateException e) {
            throw new IOException("'" + path + "' holds a damaged certificate", e);
        }
    }
}
