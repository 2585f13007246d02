package dev.lapstrake.root.elf;

import dev.lapstrake.tree.Content;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * Parts of a content by their offset. An offset that a file names may be anything, so each is checked to lie inside the
 * content.
 */
final class ElfBytes implements Closeable {
    private static final int LONGEST_NAME = 4096;

    private final SeekableByteChannel channel;
    private final long start;
    private final long size;

    private ElfBytes(SeekableByteChannel channel, long start, long size) {
        this.channel = channel;
        this.start = start;
        this.size = size;
    }

    static ElfBytes open(Content content) throws IOException {
        if (content instanceof Content.OnDisk part) {
            return new ElfBytes(Files.newByteChannel(part.file()), part.offset(), part.size());
        }
        return new ElfBytes(new SeekableInMemoryByteChannel(content.bytes()), 0, content.size());
    }

    long size() {
        return size;
    }

    ByteBuffer read(long offset, int length) throws IOException {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw new ElfException("it points outside of itself");
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        channel.position(start + offset);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("the file ended early");
            }
        }
        return bytes.flip();
    }

    /** The text that ends with the first NUL. */
    String text(long offset) throws IOException {
        int most = (int) Math.max(0, Math.min(LONGEST_NAME, size - offset));
        byte[] bytes = read(offset, most).array();
        for (int end = 0; end < bytes.length; end++) {
            if (bytes[end] == 0) {
                return new String(bytes, 0, end, StandardCharsets.UTF_8);
            }
        }
        throw new ElfException("a name without an end");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
