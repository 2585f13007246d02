package dev.lapstrake.root.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes ELF files that are never run: a header, two segments, and a dynamic section. */
public final class ElfBuilder {
    private static final int ADDRESS = 0x10000; // where the file's beginning is loaded
    private static final int SIZE = 4096;

    private static final int X86_64 = 62;

    private boolean wide = true;
    private int machine = X86_64;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private final List<long[]> dynamic = new ArrayList<>();
    private final StringBuilder strings = new StringBuilder("\0");
    private final List<Integer> versionsNeeded = new ArrayList<>();
    private final List<Integer> versionsDefined = new ArrayList<>();
    private int interpreter;

    private ElfBuilder() {}

    public static ElfBuilder program() {
        return new ElfBuilder();
    }

    public static ElfBuilder library(String soname) {
        return new ElfBuilder().add(14, soname);
    }

    ElfBuilder narrow() {
        wide = false;
        return this;
    }

    ElfBuilder bigEndian() {
        order = ByteOrder.BIG_ENDIAN;
        return this;
    }

    /** For another processor, by its number. */
    public ElfBuilder machine(int number) {
        machine = number;
        return this;
    }

    public ElfBuilder needs(String... sonames) {
        for (String soname : sonames) {
            add(1, soname);
        }
        return this;
    }

    public ElfBuilder runpath(String path) {
        return add(29, path);
    }

    /** The loader that the program asks the kernel for. */
    public ElfBuilder interpreter(String path) {
        interpreter = string(path);
        return this;
    }

    public ElfBuilder needsVersion(String version) {
        versionsNeeded.add(string(version));
        return this;
    }

    public ElfBuilder definesVersion(String version) {
        versionsDefined.add(string(version));
        return this;
    }

    private ElfBuilder add(int tag, String value) {
        dynamic.add(new long[] {tag, string(value)});
        return this;
    }

    private int string(String text) {
        strings.append(text).append('\0');
        return strings.length() - text.length() - 1;
    }

    public byte[] bytes() {
        ByteBuffer file = ByteBuffer.allocate(SIZE).order(order);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', (byte) (wide ? 2 : 1), (byte) (order == ByteOrder.BIG_ENDIAN ? 2 : 1)
        });
        int stringsAt = 512;
        file.put(stringsAt, strings.toString().getBytes(StandardCharsets.ISO_8859_1));
        int neededAt = 2048;
        int definedAt = 2560;
        dynamic.add(new long[] {5, ADDRESS + stringsAt});
        if (!versionsNeeded.isEmpty()) {
            writeNeeded(file, neededAt);
            dynamic.add(new long[] {0x6ffffffe, ADDRESS + neededAt});
            dynamic.add(new long[] {0x6fffffff, 1});
        }
        if (!versionsDefined.isEmpty()) {
            writeDefined(file, definedAt);
            dynamic.add(new long[] {0x6ffffffc, ADDRESS + definedAt});
            dynamic.add(new long[] {0x6ffffffd, versionsDefined.size()});
        }
        writeHeaders(file, 3072, writeDynamic(file, 3072));
        return file.array();
    }

    /** One record for one library, with an auxiliary one for each version. */
    private void writeNeeded(ByteBuffer file, int at) {
        file.putShort(at + 2, (short) versionsNeeded.size()).putInt(at + 8, 16);
        for (int i = 0; i < versionsNeeded.size(); i++) {
            file.putInt(at + 16 + 16 * i + 8, versionsNeeded.get(i)).putInt(at + 16 + 16 * i + 12, 16);
        }
    }

    /** A record for each version, with one auxiliary one. */
    private void writeDefined(ByteBuffer file, int at) {
        for (int i = 0; i < versionsDefined.size(); i++) {
            int record = at + 28 * i;
            file.putShort(record + 6, (short) 1).putInt(record + 12, 20).putInt(record + 16, 28);
            file.putInt(record + 20, versionsDefined.get(i));
        }
    }

    private int writeDynamic(ByteBuffer file, int at) {
        int end = at;
        for (long[] entry : dynamic) {
            end = word(file, word(file, end, entry[0]), entry[1]);
        }
        return word(file, word(file, end, 0), 0) - at;
    }

    private int word(ByteBuffer file, int at, long value) {
        if (wide) {
            file.putLong(at, value);
            return at + 8;
        }
        file.putInt(at, (int) value);
        return at + 4;
    }

    private void writeHeaders(ByteBuffer file, int dynamicAt, int dynamicSize) {
        int headers = 128;
        word(file, wide ? 32 : 28, headers);
        file.putShort(18, (short) machine);
        file.putShort(wide ? 54 : 42, (short) (wide ? 56 : 32))
                .putShort(wide ? 56 : 44, (short) (interpreter == 0 ? 2 : 3));
        writeSegment(file, headers, 1, 0, SIZE);
        writeSegment(file, headers + (wide ? 56 : 32), 2, dynamicAt, dynamicSize);
        writeSegment(file, headers + 2 * (wide ? 56 : 32), 3, 512 + interpreter, 100);
    }

    private void writeSegment(ByteBuffer file, int at, int type, int offset, int size) {
        file.putInt(at, type);
        word(file, at + (wide ? 8 : 4), offset);
        word(file, at + (wide ? 16 : 8), ADDRESS + offset);
        word(file, at + (wide ? 32 : 16), size);
    }
}
