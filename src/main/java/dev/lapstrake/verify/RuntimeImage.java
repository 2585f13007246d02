package dev.lapstrake.verify;

import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which modules and packages the classes of a Java runtime are in, from the index of its {@code lib/modules} (JEP 220). It
 * is read by hand: the JDK opens a runtime other than its own by code out of that very runtime, and nothing of an image is
 * run to look at it.
 *
 * @param packages those that have classes, dots between names
 */
record RuntimeImage(SortedSet<String> modules, SortedSet<String> packages) {
    private static final int MAGIC = 0xCAFEDADA;
    private static final int HEADER = 28;
    private static final int LARGEST_INDEX = 1 << 27;

    /** The attributes of a location (jdk.internal.jimage.ImageLocation). */
    private static final int END = 0;

    private static final int MODULE = 1;
    private static final int PARENT = 2;
    private static final int EXTENSION = 4;

    /**
     * Reads an index.
     *
     * @return empty if the file is none of a runtime
     * @throws UnreadableRuntimeException if it is one, and of another form than that of Java 9 to 25
     */
    static Optional<RuntimeImage> read(Content file) throws IOException {
        try (InputStream in = file.open()) {
            ByteBuffer header = ByteBuffer.wrap(in.readNBytes(HEADER));
            if (header.capacity() < HEADER || !orderByMagic(header)) {
                return Optional.empty();
            }
            int major = header.getInt(4) >>> 16;
            int entries = header.getInt(16);
            long size = HEADER + 8L * entries + header.getInt(20) + header.getInt(24);
            if (major != 1 || entries < 0 || header.getInt(20) < 0 || size > Math.min(LARGEST_INDEX, file.size())) {
                throw new UnreadableRuntimeException();
            }
            in.skipNBytes(4L * entries); // by hash, for who looks for one
            ByteBuffer offsets = ByteBuffer.wrap(in.readNBytes(4 * entries)).order(header.order());
            ByteBuffer locations = ByteBuffer.wrap(in.readNBytes(header.getInt(20)));
            ByteBuffer texts = ByteBuffer.wrap(in.readNBytes(header.getInt(24)));
            return Optional.of(new Index(offsets, locations, texts).classes());
        } catch (IndexOutOfBoundsException e) {
            throw new UnreadableRuntimeException();
        }
    }

    /** It is in the order of the machine that it is for. */
    private static boolean orderByMagic(ByteBuffer header) {
        if (header.getInt(0) != MAGIC) {
            header.order(ByteOrder.LITTLE_ENDIAN);
        }
        return header.getInt(0) == MAGIC;
    }

    private record Index(ByteBuffer offsets, ByteBuffer locations, ByteBuffer texts) {
        RuntimeImage classes() {
            SortedSet<String> modules = new TreeSet<>();
            SortedSet<String> packages = new TreeSet<>();
            for (int at = 0; at < offsets.capacity(); at += 4) {
                int location = offsets.getInt(at);
                String folder = attribute(location, PARENT);
                if (attribute(location, EXTENSION).equals("class") && !folder.isEmpty()) {
                    modules.add(attribute(location, MODULE));
                    packages.add(folder.replace('/', '.'));
                }
            }
            return new RuntimeImage(modules, packages);
        }

        /** The text of an attribute: each has its kind and length in a byte, and then its value, the highest byte first. */
        private String attribute(int location, int wanted) {
            for (int at = location; ; ) {
                int kind = (locations.get(at) >>> 3) & 0x1f;
                int length = (locations.get(at) & 7) + 1;
                if (kind == END) {
                    return "";
                }
                if (kind == wanted) {
                    return text(value(at + 1, length));
                }
                at += 1 + length;
            }
        }

        private int value(int at, int length) {
            int value = 0;
            for (int i = 0; i < length; i++) {
                value = (value << 8) | (locations.get(at + i) & 0xff);
            }
            return value;
        }

        private String text(int start) {
            int end = start;
            while (texts.get(end) != 0) {
                end++;
            }
            byte[] text = new byte[end - start];
            texts.get(start, text);
            return new String(text, StandardCharsets.UTF_8);
        }
    }
}
