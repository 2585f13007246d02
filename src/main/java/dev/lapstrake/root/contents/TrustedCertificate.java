package dev.lapstrake.root.contents;

import java.util.Base64;

/**
 * A certificate that a user wants to trust.
 *
 * @param alias its name in Java's trust store, in small letters
 * @param subject whose it is, for people
 * @param base64 the certificate (X.509, DER)
 */
public record TrustedCertificate(String alias, String subject, String base64) {
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
