package dev.lapstrake.gzip;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;

/** A part of a file, to be compressed by itself (RFC 1951). */
final class Block {
    static final int SIZE = 1 << 17;

    /** How far back DEFLATE can refer. */
    private static final int WINDOW = 1 << 15;

    private static final int LEVEL = 6;

    /** The most that a block can hold that is stored as it is (RFC 1951, section 3.2.4). */
    private static final int MOST_STORED = 0xffff;

    /**
     * How uneven the octets of a block must be for it to be compressed: those of what is compressed already are all but
     * equally frequent. From a fifth over that on, at least a tenth can be saved.
     */
    private static final long EVEN = 5;

    private static final long UNEVEN = 6;

    private static final int OCTETS = 256;

    private final byte[] content;
    private final byte[] before;

    /**
     * @param before the end of the part before it, to which it may refer back
     */
    Block(byte[] content, byte[] before) {
        this.content = content;
        this.before = before;
    }

    /** What the next block may refer back to. */
    byte[] end() {
        return Arrays.copyOfRange(content, Math.max(0, content.length - WINDOW), content.length);
    }

    /** The block, compressed; or as it is where that would save next to nothing: of a jar in a layer, most. */
    byte[] deflated() {
        return isPacked() ? stored() : compressed();
    }

    /** True if it is compressed already. Numbers that are whole come out the same on every machine. */
    boolean isPacked() {
        long[] counts = new long[OCTETS];
        for (byte octet : content) {
            counts[octet & 0xff]++;
        }
        long squares = 0;
        for (long count : counts) {
            squares += count * count;
        }
        return squares * OCTETS * EVEN < (long) content.length * content.length * UNEVEN;
    }

    private byte[] stored() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 16);
        for (int start = 0; start < content.length; start += MOST_STORED) {
            int length = Math.min(MOST_STORED, content.length - start);
            out.write(0);
            out.write(length);
            out.write(length >> 8);
            out.write(~length);
            out.write(~length >> 8);
            out.write(content, start, length);
        }
        return out.toByteArray();
    }

    private byte[] compressed() {
        Deflater deflater = new Deflater(LEVEL, true);
        try {
            deflater.setDictionary(before);
            deflater.setInput(content);
            ByteArrayOutputStream out = new ByteArrayOutputStream(content.length);
            byte[] buffer = new byte[MOST_STORED];
            int count;
            do {
                count = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
                out.write(buffer, 0, count);
            } while (count == buffer.length);
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
