package dev.lapstrake.root;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A PKCS #12 file of certificates (RFC 7292), without password and MAC: there is nothing secret in it, and no salt, so
 * equal certificates give equal bytes. Java opens it with any password, as with none. Java's own writer takes a salt
 * even without a password, hence this one.
 */
final class TrustStore {
    private static final byte[] DATA = Der.identifier(1, 2, 840, 113549, 1, 7, 1);
    private static final byte[] CERTIFICATE_BAG = Der.identifier(1, 2, 840, 113549, 1, 12, 10, 1, 3);
    private static final byte[] X509 = Der.identifier(1, 2, 840, 113549, 1, 9, 22, 1);
    private static final byte[] FRIENDLY_NAME = Der.identifier(1, 2, 840, 113549, 1, 9, 20);

    /** Oracle's mark of a certificate to be trusted; Java passes over those without it. */
    private static final byte[] TRUSTED = Der.identifier(2, 16, 840, 1, 113894, 746875, 1, 1);

    private static final byte[] FOR_ANY_USE = Der.identifier(2, 5, 29, 37, 0);

    private TrustStore() {}

    /**
     * @param certificates the encoded certificates by their aliases
     */
    static byte[] of(SortedMap<String, byte[]> certificates) {
        List<byte[]> bags =
                certificates.entrySet().stream().map(TrustStore::bag).toList();
        return Der.sequence(Der.integer(3), data(Der.sequence(data(Der.sequence(bags)))));
    }

    private static byte[] data(byte[] content) {
        return Der.sequence(DATA, Der.tagged(Der.octets(content)));
    }

    private static byte[] bag(Map.Entry<String, byte[]> certificate) {
        return Der.sequence(
                CERTIFICATE_BAG,
                Der.tagged(Der.sequence(X509, Der.tagged(Der.octets(certificate.getValue())))),
                Der.set(
                        Der.sequence(FRIENDLY_NAME, Der.set(Der.text(certificate.getKey()))),
                        Der.sequence(TRUSTED, Der.set(FOR_ANY_USE))));
    }
}
