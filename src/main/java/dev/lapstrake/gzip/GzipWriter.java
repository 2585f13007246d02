package dev.lapstrake.gzip;

import dev.lapstrake.parallel.InOrder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Writes a gzip file (RFC 1952) as pigz does: in blocks of equal size, each compressed by itself with the end of the one
 * before as its dictionary, as many at once as there are processors. The file is a single member that any reader takes;
 * where the blocks end depends on the content alone, so it is the same bytes on any number of processors.
 */
public final class GzipWriter extends OutputStream {
    /** With an operating system that says nothing, as the JDK writes it from Java 16 on. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    /** A last block of nothing (RFC 1951, section 3.2.6). */
    private static final byte[] LAST = {3, 0};

    private final OutputStream out;
    private final InOrder<byte[]> blocks;
    private final CRC32 checksum = new CRC32();
    private byte[] block = new byte[Block.SIZE];
    private byte[] before = new byte[0];
    private int filled;
    private long size;

    /**
     * @param out what gets the file; it stays open
     */
    public GzipWriter(OutputStream out) throws IOException {
        this.out = out;
        this.blocks = new InOrder<>(out::write);
        out.write(HEADER);
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        checksum.update(bytes, offset, length);
        size += length;
        int done = 0;
        while (done < length) {
            int count = Math.min(length - done, block.length - filled);
            System.arraycopy(bytes, offset + done, block, filled, count);
            filled += count;
            done += count;
            if (filled == block.length) {
                compress(block);
                block = new byte[Block.SIZE];
            }
        }
    }

    private void compress(byte[] content) throws IOException {
        Block next = new Block(content, before);
        blocks.add(next::deflated);
        before = next.end();
        filled = 0;
    }

    /** Writes what is left, and the end of the file. */
    public void finish() throws IOException {
        if (filled > 0) {
            compress(Arrays.copyOf(block, filled));
        }
        blocks.finish();
        out.write(LAST);
        out.write(ByteBuffer.allocate(2 * Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) checksum.getValue())
                .putInt((int) size)
                .array());
    }

    /** Stops whatever is under way; a file that was not finished stays without its end. */
    @Override
    public void close() {
        blocks.close();
    }
}
