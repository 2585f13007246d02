package dev.lapstrake.root.apt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads the paragraphs of an index (deb822(5)), which is fifty megabytes of text of which a third matters: lines are looked
 * at where they lie, and no more becomes a string than a paragraph's own fields.
 */
final class ListingReader {
    private static final byte[][] FIELDS = Listing.FIELDS.stream()
            .map(field -> (field + ":").getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);

    private final String archive;
    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;
    private byte[] kept = new byte[1 << 12];
    private int size;

    ListingReader(String archive, InputStream in) {
        this.archive = archive;
        this.in = in;
    }

    /** The next paragraph with a field that matters; empty at the end. */
    Optional<Listing> next() throws IOException {
        size = 0;
        boolean isKept = false;
        for (int line = line(); line >= 0; line = line()) {
            int from = start;
            start = Math.min(line + 1, end);
            if (isBlank(from, line)) {
                if (size > 0) {
                    break;
                }
            } else if (buffer[from] == ' ' || buffer[from] == '\t') {
                if (isKept) {
                    keep((byte) ' ', strip(from, line), line);
                }
            } else if (buffer[from] != '#') {
                isKept = begin(from, line);
            }
        }
        return size == 0 ? Optional.empty() : Optional.of(listing());
    }

    private Listing listing() {
        keep((byte) '\n', 0, 0);
        return new Listing(archive, new String(kept, 0, size, StandardCharsets.ISO_8859_1));
    }

    /** Begins a field, if it matters; its name is kept in small letters. */
    private boolean begin(int from, int to) {
        for (byte[] field : FIELDS) {
            if (isNamed(from, to, field)) {
                keep((byte) '\n', field, 0, field.length);
                keep((byte) ' ', strip(from + field.length, to), to);
                return true;
            }
        }
        return false;
    }

    private boolean isNamed(int from, int to, byte[] field) {
        if (to - from < field.length || buffer[from + field.length - 1] != ':') {
            return false;
        }
        for (int i = 0; i < field.length - 1; i++) {
            if (Character.toLowerCase(buffer[from + i]) != field[i]) {
                return false;
            }
        }
        return true;
    }

    private void keep(byte before, int from, int to) {
        int last = to;
        while (last > from && isSpace(buffer[last - 1])) {
            last--;
        }
        keep(before, buffer, from, last);
    }

    private void keep(byte before, byte[] bytes, int from, int to) {
        if (size + 1 + to - from > kept.length) {
            kept = Arrays.copyOf(kept, 2 * (size + 1 + to - from));
        }
        kept[size] = before;
        System.arraycopy(bytes, from, kept, size + 1, to - from);
        size += 1 + to - from;
    }

    private int strip(int from, int to) {
        int first = from;
        while (first < to && isSpace(buffer[first])) {
            first++;
        }
        return first;
    }

    private boolean isBlank(int from, int to) {
        return strip(from, to) == to;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    /** Where the line that begins at the start ends, once all of it is in the buffer; below 0 if there is none. */
    private int line() throws IOException {
        for (int at = start; ; at++) {
            if (at == end) {
                at -= start;
                if (!fill()) {
                    return start == end ? -1 : end;
                }
                at += start;
            }
            if (buffer[at] == '\n') {
                return at;
            }
        }
    }

    private boolean fill() throws IOException {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * end);
        }
        int count = in.read(buffer, end, buffer.length - end);
        end += Math.max(count, 0);
        return count > 0;
    }
}
