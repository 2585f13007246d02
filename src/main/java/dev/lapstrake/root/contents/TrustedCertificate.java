package dev.lapstrake.root.contents;

import dev.lapstrake.oci.Digest;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/**
 * A certificate that a user wants to trust.
 *
 * @param alias its name in Java's trust store, in small letters
 * @param subject whose it is, for people
 * @param base64 the certificate (X.509, DER)
 */
public record TrustedCertificate(String alias, String subject, String base64) {
    /** One that an image trusts already; its name here is made of its own bytes. */
    public static TrustedCertificate ofBase(Certificate certificate) throws CertificateEncodingException {
        byte[] der = certificate.getEncoded();
        String subject = certificate instanceof X509Certificate x509
                ? x509.getSubjectX500Principal().getName()
                : certificate.getType();
        String alias = "base:" + Digest.of(der).hex().substring(0, 16);
        return new TrustedCertificate(alias, subject, Base64.getEncoder().encodeToString(der));
    }

    public byte[] der() {
        return Base64.getDecoder().decode(base64);
    }

    /** The certificate in the form that bundles are made of (RFC 7468). */
    public String pem() {
        StringBuilder pem = new StringBuilder("-----BEGIN CERTIFICATE-----\n");
        for (int start = 0; start < base64.length(); start += 64) {
            pem.append(base64, start, Math.min(start + 64, base64.length())).append('\n');
        }
        return pem.append("-----END CERTIFICATE-----\n").toString();
    }
}
