package dev.lapstrake.root.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** A chain of symbol version records, each with a chain of auxiliary ones that hold the names. */
record VersionTable(ElfBytes bytes, ByteOrder order, Form form) {
    static final Form NEEDED = new Form(16, 2, 8, 12, 16, 8, 12);
    static final Form DEFINED = new Form(20, 6, 12, 16, 8, 0, 4);
    private static final int MOST = 10_000;

    /**
     * How the records are laid out; the same for both word sizes.
     *
     * @param size of a record
     * @param count where a record has the number of its auxiliary ones
     * @param auxiliary where it has the distance to the first of them
     * @param next where it has the distance to the next record
     * @param auxiliarySize of an auxiliary record
     * @param name where that has its name
     * @param nextAuxiliary where it has the distance to the next of them
     */
    record Form(int size, int count, int auxiliary, int next, int auxiliarySize, int name, int nextAuxiliary) {}

    /** The names' places among the file's strings. */
    List<Long> names(long start, long records) throws IOException {
        List<Long> names = new ArrayList<>();
        if (records > MOST) {
            throw tooMany();
        }
        long at = start;
        for (long i = 0; i < records; i++) {
            ByteBuffer record = bytes.read(at, form.size).order(order);
            addNames(at + distance(record, form.auxiliary), Short.toUnsignedInt(record.getShort(form.count)), names);
            at += distance(record, form.next);
        }
        return names;
    }

    private void addNames(long start, int count, List<Long> names) throws IOException {
        if (names.size() + count > MOST) {
            throw tooMany();
        }
        long at = start;
        for (int i = 0; i < count; i++) {
            ByteBuffer record = bytes.read(at, form.auxiliarySize).order(order);
            names.add(distance(record, form.name));
            at += distance(record, form.nextAuxiliary);
        }
    }

    private static ElfException tooMany() {
        return new ElfException("more than " + MOST + " symbol versions");
    }

    private static long distance(ByteBuffer record, int at) {
        return Integer.toUnsignedLong(record.getInt(at));
    }
}
