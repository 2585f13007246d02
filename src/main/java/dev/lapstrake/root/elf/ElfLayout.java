package dev.lapstrake.root.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where things are in an ELF file: word size, byte order, and segments.
 *
 * @param wide true for 64-bit words
 * @param machine the kind of processor ({@code e_machine})
 */
record ElfLayout(boolean wide, ByteOrder order, int machine, List<Segment> segments) {
    static final int LOAD = 1;
    static final int DYNAMIC = 2;
    static final int INTERPRETER = 3;
    private static final int MAGIC = 0x7f454c46;
    private static final int IDENTITY = 16;
    private static final int MACHINE = 18;
    private static final int MOST_SEGMENTS = 1024;

    /**
     * A program header.
     *
     * @param address where it is in memory
     */
    record Segment(int type, long offset, long address, long size) {}

    /** Empty if the magic number is missing. */
    static Optional<ElfLayout> of(ElfBytes bytes) throws IOException {
        if (bytes.size() < IDENTITY) {
            return Optional.empty();
        }
        ByteBuffer identity = bytes.read(0, IDENTITY);
        if (identity.getInt(0) != MAGIC) {
            return Optional.empty();
        }
        boolean wide = oneOrTwo(identity.get(4)) == 2;
        ByteOrder order = oneOrTwo(identity.get(5)) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        int machine = Short.toUnsignedInt(bytes.read(MACHINE, 2).order(order).getShort(0));
        return Optional.of(new ElfLayout(wide, order, machine, segments(bytes, wide, order)));
    }

    private static byte oneOrTwo(byte value) throws IOException {
        if (value != 1 && value != 2) {
            throw new ElfException("an unknown class or byte order");
        }
        return value;
    }

    private static List<Segment> segments(ElfBytes bytes, boolean wide, ByteOrder order) throws IOException {
        ByteBuffer header = bytes.read(0, wide ? 64 : 52).order(order);
        long table = wide ? header.getLong(32) : Integer.toUnsignedLong(header.getInt(28));
        int width = Short.toUnsignedInt(header.getShort(wide ? 54 : 42));
        int count = Short.toUnsignedInt(header.getShort(wide ? 56 : 44));
        if (count > MOST_SEGMENTS || (count > 0 && width < (wide ? 56 : 32))) {
            throw new ElfException("its program headers make no sense");
        }
        List<Segment> segments = new ArrayList<>();
        ByteBuffer headers = bytes.read(table, count * width).order(order);
        for (int at = 0; at < count * width; at += width) {
            segments.add(wide ? wideSegment(headers, at) : narrowSegment(headers, at));
        }
        return segments;
    }

    private static Segment wideSegment(ByteBuffer headers, int at) {
        return new Segment(
                headers.getInt(at), headers.getLong(at + 8), headers.getLong(at + 16), headers.getLong(at + 32));
    }

    private static Segment narrowSegment(ByteBuffer headers, int at) {
        return new Segment(
                headers.getInt(at),
                Integer.toUnsignedLong(headers.getInt(at + 4)),
                Integer.toUnsignedLong(headers.getInt(at + 8)),
                Integer.toUnsignedLong(headers.getInt(at + 16)));
    }

    /** Where in the file the byte is that is loaded at an address. */
    long offset(long address) throws IOException {
        for (Segment segment : segments) {
            long into = address - segment.address();
            if (segment.type() == LOAD && into >= 0 && into < segment.size()) {
                return segment.offset() + into;
            }
        }
        throw new ElfException("an address that nothing is loaded at");
    }

    /** A word as the file's class has it. */
    long word(ByteBuffer from, int at) {
        return wide ? from.getLong(at) : Integer.toUnsignedLong(from.getInt(at));
    }
}
