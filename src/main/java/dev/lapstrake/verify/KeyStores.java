package dev.lapstrake.verify;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UTFDataFormatException;
import java.util.regex.Pattern;

/**
 * Private keys in binary forms: in stores of Java's own (JKS, JCEKS) and of PKCS#12 (RFC 7292), and by themselves in DER
 * (PKCS#8, RFC 5958, and PKCS#1, RFC 8017). A store of nothing but certificates, as one to trust is, has none.
 */
final class KeyStores {
    private static final int CERTIFICATE = 2;
    private static final Pattern JKS = Pattern.compile("(\\xfe\\xed\\xfe\\xed|\\xce\\xce\\xce\\xce).*", Pattern.DOTALL);

    private static final String SEQUENCE = "0([\\x00-\\x80]|\\x81.|\\x82..|\\x83...)";
    private static final String RSADSI = "\\x06\\x09\\*\\x86H\\x86\\xf7\\r\\x01"; // 1.2.840.113549.1
    private static final Pattern PKCS12 =
            Pattern.compile(SEQUENCE + "\\x02\\x01\\x03" + SEQUENCE + RSADSI + "\\x07\\x01.*", Pattern.DOTALL);
    private static final Pattern KEY = Pattern.compile(
            SEQUENCE + "(\\x02\\x01\\x00(" + SEQUENCE + "\\x06|\\x02[\\x40-\\x82])|" + SEQUENCE + RSADSI + "\\x05).*",
            Pattern.DOTALL);

    /** What a bag of a key begins with: a key, one under a password, another secret (RFC 7292, 4.2). */
    private static final Pattern BAG =
            Pattern.compile("\\x06\\x0b\\*\\x86H\\x86\\xf7\\r\\x01\\x0c\\n\\x01[\\x01\\x02\\x05]");

    private KeyStores() {}

    /** True if a file that begins so is a key of its own. */
    static boolean isKey(String head) {
        return KEY.matcher(head).matches();
    }

    /** True if a file that begins so is a store whose keys have {@linkplain #hasBag bags}. */
    static boolean isPkcs12(String head) {
        return PKCS12.matcher(head).matches();
    }

    static boolean hasBag(String text) {
        return BAG.matcher(text).find();
    }

    /** True if a file that begins so is a store of Java's. */
    static boolean isJavaStore(String head) {
        return JKS.matcher(head).matches();
    }

    /** True if there is a key in a store of Java's. */
    static boolean hasKey(InputStream store) throws IOException {
        DataInputStream data = new DataInputStream(store);
        try {
            data.readInt(); // what it begins with
            return hasKeyEntry(data);
        } catch (EOFException | UTFDataFormatException e) {
            return false;
        }
    }

    /** Goes from entry to entry (sun.security.provider.JavaKeyStore): a certificate's can be passed over. */
    private static boolean hasKeyEntry(DataInputStream data) throws IOException {
        int version = data.readInt();
        for (int left = data.readInt(); left > 0; left--) {
            if (data.readInt() != CERTIFICATE) {
                return true;
            }
            data.readUTF(); // its alias
            data.readLong(); // when it was added
            if (version > 1) {
                data.readUTF(); // its kind
            }
            data.skipNBytes(data.readInt());
        }
        return false;
    }
}
