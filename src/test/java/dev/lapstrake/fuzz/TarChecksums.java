package dev.lapstrake.fuzz;

import java.nio.charset.StandardCharsets;

/** The checksums of tar headers, wherever in a file these are. */
final class TarChecksums {
    private static final byte[] MAGIC = "ustar".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 512;
    private static final int MAGIC_AT = 257;
    private static final int SUM_AT = 148;
    private static final int SUM_SIZE = 8;

    private TarChecksums() {}

    static byte[] mend(byte[] bytes) {
        for (int start = 0; start + HEADER <= bytes.length; start++) {
            if (isMagic(bytes, start + MAGIC_AT)) {
                mend(bytes, start);
            }
        }
        return bytes;
    }

    private static boolean isMagic(byte[] bytes, int at) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (bytes[at + i] != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    private static void mend(byte[] bytes, int start) {
        int sum = SUM_SIZE * ' ';
        for (int i = 0; i < HEADER; i++) {
            sum += i >= SUM_AT && i < SUM_AT + SUM_SIZE ? 0 : bytes[start + i] & 0xff;
        }
        byte[] text = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, bytes, start + SUM_AT, SUM_SIZE);
    }
}
