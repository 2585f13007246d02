package dev.lapstrake.tree;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** The bytes of a file in a tree, wherever they are kept. They may be read any number of times. */
public sealed interface Content {
    /** How much is compared at once. */
    int CHUNK = 1 << 16;

    /** The number of bytes. */
    long size();

    InputStream open() throws IOException;

    default byte[] bytes() throws IOException {
        try (InputStream in = open()) {
            return in.readAllBytes();
        }
    }

    /** True if the bytes are the same, for which both are read. */
    default boolean isSame(Content other) throws IOException {
        if (size() != other.size()) {
            return false;
        }
        try (InputStream in = open();
                InputStream otherIn = other.open()) {
            for (long left = size(); left > 0; left -= CHUNK) {
                if (!Arrays.equals(in.readNBytes(CHUNK), otherIn.readNBytes(CHUNK))) {
                    return false;
                }
            }
            return true;
        }
    }

    static Content of(byte[] bytes) {
        return new InMemory(bytes.clone());
    }

    static Content of(String text) {
        return new InMemory(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The content of a file on disk, which must stay as it is while the tree is in use. */
    static Content of(Path file) throws IOException {
        return new OnDisk(file, 0, Files.size(file));
    }

    /** A part of a file on disk: an entry of an uncompressed archive, read in place. */
    static Content slice(Path file, long offset, long size) {
        return new OnDisk(file, offset, size);
    }

    /** The same bytes, whose digest is known. */
    default Content withSha256(String hex) {
        return new Hashed(this, hex);
    }

    /** The SHA-256 of the bytes, in hexadecimal digits, where it is known without reading them. */
    default Optional<String> sha256() {
        return Optional.empty();
    }

    /** Bytes whose digest is known. */
    record Hashed(Content content, String hex) implements Content {
        @Override
        public long size() {
            return content.size();
        }

        @Override
        public InputStream open() throws IOException {
            return content.open();
        }

        @Override
        public Optional<String> sha256() {
            return Optional.of(hex);
        }
    }

    /**
     * The same bytes; whoever wants to know is told of them as they are read, and, in a number below zero, of those that are
     * about to be read anew.
     */
    default Content counted(LongConsumer read) {
        return new Counted(this, read, new AtomicLong());
    }

    /**
     * Bytes that are counted as they are read.
     *
     * @param told how many whoever counts was told of
     */
    record Counted(Content content, LongConsumer read, AtomicLong told) implements Content {
        @Override
        public long size() {
            return content.size();
        }

        @Override
        public InputStream open() throws IOException {
            long again = told.getAndSet(0);
            if (again > 0) {
                read.accept(-again);
            }
            return new CountedInputStream(content.open(), bytes -> {
                told.addAndGet(bytes);
                read.accept(bytes);
            });
        }
    }

    /** Bytes that are small enough to hold. */
    final class InMemory implements Content {
        private final byte[] bytes;

        private InMemory(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    /**
     * Bytes of a file on disk.
     *
     * @param offset where they begin in the file
     */
    record OnDisk(Path file, long offset, long size) implements Content {
        @Override
        public InputStream open() throws IOException {
            SeekableByteChannel channel = Files.newByteChannel(file);
            channel.position(offset);
            return Channels.newInputStream(new Window(channel, size));
        }
    }

    /** A channel that ends where the content does, and fails where the file ends before it. */
    final class Window implements java.nio.channels.ReadableByteChannel {
        private final SeekableByteChannel channel;
        private long left;

        private Window(SeekableByteChannel channel, long left) {
            this.channel = channel;
            this.left = left;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            if (left == 0) {
                return -1;
            }
            int wanted = (int) Math.min(left, target.remaining());
            ByteBuffer part = target.slice(target.position(), wanted);
            int count = channel.read(part);
            if (count < 0) {
                throw new IOException("the file ended " + left + " bytes early");
            }
            target.position(target.position() + count);
            left -= count;
            return count;
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
