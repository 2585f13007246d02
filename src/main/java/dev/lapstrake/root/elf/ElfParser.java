package dev.lapstrake.root.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads one file's dynamic section. Every count that the file gives is bounded, so no file keeps it busy for long. */
final class ElfParser {
    private static final int NEEDED = 1;
    private static final int STRINGS = 5;
    private static final int SONAME = 14;
    private static final int RPATH = 15;
    private static final int RUNPATH = 29;
    private static final int VERSIONS_DEFINED = 0x6ffffffc;
    private static final int VERSIONS_DEFINED_COUNT = 0x6ffffffd;
    private static final int VERSIONS_NEEDED = 0x6ffffffe;
    private static final int VERSIONS_NEEDED_COUNT = 0x6fffffff;
    private static final Set<Integer> WANTED = Set.of(
            NEEDED,
            STRINGS,
            SONAME,
            RPATH,
            RUNPATH,
            VERSIONS_DEFINED,
            VERSIONS_DEFINED_COUNT,
            VERSIONS_NEEDED,
            VERSIONS_NEEDED_COUNT);
    private static final int MOST_BYTES = 1 << 20;

    private final ElfBytes bytes;
    private final ElfLayout layout;
    private final Map<Integer, List<Long>> dynamic = new HashMap<>();

    ElfParser(ElfBytes bytes, ElfLayout layout) {
        this.bytes = bytes;
        this.layout = layout;
    }

    ElfFile parse() throws IOException {
        for (ElfLayout.Segment segment : layout.segments()) {
            if (segment.type() == ElfLayout.DYNAMIC) {
                readDynamic(segment);
            }
        }
        List<String> searchPath = new ArrayList<>();
        for (String paths : names(dynamic.containsKey(RUNPATH) ? RUNPATH : RPATH)) {
            searchPath.addAll(List.of(paths.split(":", -1)));
        }
        return new ElfFile(
                layout.machine(),
                interpreter(),
                names(SONAME).stream().findFirst().orElse(""),
                names(NEEDED),
                searchPath,
                versions(VERSIONS_NEEDED, VERSIONS_NEEDED_COUNT, VersionTable.NEEDED),
                versions(VERSIONS_DEFINED, VERSIONS_DEFINED_COUNT, VersionTable.DEFINED));
    }

    private String interpreter() throws IOException {
        for (ElfLayout.Segment segment : layout.segments()) {
            if (segment.type() == ElfLayout.INTERPRETER) {
                return bytes.text(segment.offset());
            }
        }
        return "";
    }

    private void readDynamic(ElfLayout.Segment segment) throws IOException {
        if (segment.size() < 0 || segment.size() > MOST_BYTES) {
            throw new ElfException("a dynamic section of " + segment.size() + " bytes");
        }
        ByteBuffer section = bytes.read(segment.offset(), (int) segment.size()).order(layout.order());
        int word = layout.wide() ? 8 : 4;
        for (int at = 0; at + 2 * word <= section.capacity(); at += 2 * word) {
            long tag = layout.word(section, at);
            if (tag == 0) {
                return;
            }
            if (tag <= Integer.MAX_VALUE && WANTED.contains((int) tag)) {
                dynamic.computeIfAbsent((int) tag, none -> new ArrayList<>()).add(layout.word(section, at + word));
            }
        }
    }

    private List<String> names(int tag) throws IOException {
        List<String> names = new ArrayList<>();
        for (long name : dynamic.getOrDefault(tag, List.of())) {
            names.add(name(name));
        }
        return names;
    }

    private String name(long index) throws IOException {
        return bytes.text(layout.offset(value(STRINGS)) + index);
    }

    private long value(int tag) throws IOException {
        List<Long> values = dynamic.getOrDefault(tag, List.of());
        if (values.isEmpty()) {
            throw new ElfException("its dynamic section lacks an entry");
        }
        return values.get(0);
    }

    private List<String> versions(int tag, int countTag, VersionTable.Form form) throws IOException {
        if (!dynamic.containsKey(tag)) {
            return List.of();
        }
        VersionTable table = new VersionTable(bytes, layout.order(), form);
        Set<String> names = new TreeSet<>();
        for (long name : table.names(layout.offset(value(tag)), value(countTag))) {
            names.add(name(name));
        }
        return List.copyOf(names);
    }
}
