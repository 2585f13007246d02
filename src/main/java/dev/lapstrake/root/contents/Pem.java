package dev.lapstrake.root.contents;

import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates as text (RFC 7468). */
public final class Pem {
    private static final Pattern BEGINNING = Pattern.compile("-----BEGIN (\\w+ )?CERTIFICATE-----");

    private static final Pattern WHOLE =
            Pattern.compile("-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----");

    private Pem() {}

    /**
     * The encoded certificates of a text, in their order. What else is in it, such as a key, is passed over.
     *
     * @throws CertificateException if one begins that can't be read
     */
    public static List<byte[]> certificates(String text) throws CertificateException {
        List<byte[]> certificates = new ArrayList<>();
        for (Matcher matcher = WHOLE.matcher(text); matcher.find(); ) {
            certificates.add(decoded(matcher.group(1)));
        }
        long begun = BEGINNING.matcher(text).results().count();
        if (begun > certificates.size()) {
            throw new CertificateException(
                    begun + " certificates begin in it, and " + certificates.size() + " are whole");
        }
        return certificates;
    }

    private static byte[] decoded(String base64) throws CertificateException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new CertificateException(e);
        }
    }
}
