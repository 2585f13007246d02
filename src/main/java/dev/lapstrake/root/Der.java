package dev.lapstrake.root;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes ASN.1 values in the one form that the distinguished encoding rules (ITU-T X.690) allow. */
final class Der {
    private static final int INTEGER = 0x02;
    private static final int OCTET_STRING = 0x04;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int BMP_STRING = 0x1e;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int FIRST_TAG = 0xa0;

    private Der() {}

    static byte[] sequence(List<byte[]> parts) {
        return value(SEQUENCE, join(parts));
    }

    static byte[] sequence(byte[]... parts) {
        return sequence(List.of(parts));
    }

    /** A set has no order of its own, so its parts are sorted by their bytes. */
    static byte[] set(byte[]... parts) {
        byte[][] sorted = parts.clone();
        Arrays.sort(sorted, Arrays::compareUnsigned);
        return value(SET, join(List.of(sorted)));
    }

    /** A value with the explicit tag 0. */
    static byte[] tagged(byte[] part) {
        return value(FIRST_TAG, part);
    }

    /**
     * @param small 0 to 127
     */
    static byte[] integer(int small) {
        return value(INTEGER, new byte[] {(byte) small});
    }

    static byte[] octets(byte[] bytes) {
        return value(OCTET_STRING, bytes);
    }

    static byte[] text(String text) {
        return value(BMP_STRING, text.getBytes(StandardCharsets.UTF_16BE));
    }

    /** An object identifier: the first two numbers share a byte, the others are written in groups of seven bits. */
    static byte[] identifier(int... numbers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(numbers[0] * 40 + numbers[1]);
        for (int i = 2; i < numbers.length; i++) {
            for (int shift = 28; shift > 0; shift -= 7) {
                if (numbers[i] >>> shift != 0) {
                    bytes.write(0x80 | (numbers[i] >>> shift & 0x7f));
                }
            }
            bytes.write(numbers[i] & 0x7f);
        }
        return value(OBJECT_IDENTIFIER, bytes.toByteArray());
    }

    private static byte[] value(int tag, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(tag);
        if (content.length < 0x80) {
            bytes.write(content.length);
        } else {
            int width = (39 - Integer.numberOfLeadingZeros(content.length)) / 8;
            bytes.write(0x80 | width);
            for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
                bytes.write(content.length >>> shift);
            }
        }
        bytes.writeBytes(content);
        return bytes.toByteArray();
    }

    private static byte[] join(List<byte[]> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        parts.forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }
}
