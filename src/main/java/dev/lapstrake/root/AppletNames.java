package dev.lapstrake.root;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The names that a busybox answers to, out of the program itself: it can't be asked when it is for another architecture.
 * They lie in it as its build wrote them ({@code applet_names} of busybox's {@code applet_tables.c}): in ascending order,
 * each with a NUL behind it, and another NUL behind the last.
 */
final class AppletNames {
    /** The first two; Debian builds {@code test} under these names too. */
    private static final byte[] BEGINNING = "[\0[[\0".getBytes(StandardCharsets.US_ASCII);

    private static final Pattern NAME = Pattern.compile("[a-z0-9_.\\[][a-z0-9_.\\[-]*");

    private AppletNames() {}

    /**
     * @throws IOException if there is no such table
     */
    static List<String> of(byte[] program) throws IOException {
        for (int at = find(program, 0); at >= 0; at = find(program, at + 1)) {
            List<String> names = read(program, at);
            if (names.contains("sh")) {
                return names;
            }
        }
        throw new IOException("busybox has no table of names where one was looked for");
    }

    private static int find(byte[] program, int from) {
        for (int at = from; at + BEGINNING.length <= program.length; at++) {
            int length = 0;
            while (length < BEGINNING.length && program[at + length] == BEGINNING[length]) {
                length++;
            }
            if (length == BEGINNING.length) {
                return at;
            }
        }
        return -1;
    }

    /** The names from a place on; none unless they are what such a table has. */
    private static List<String> read(byte[] program, int from) {
        List<String> names = new ArrayList<>();
        String last = "";
        for (int at = from; at < program.length && program[at] != 0; at += last.length() + 1) {
            String name = text(program, at);
            if (!NAME.matcher(name).matches() || name.compareTo(last) <= 0) {
                return List.of();
            }
            names.add(name);
            last = name;
        }
        return names;
    }

    private static String text(byte[] program, int from) {
        int end = from;
        while (end < program.length && program[end] != 0) {
            end++;
        }
        return new String(program, from, end - from, StandardCharsets.ISO_8859_1);
    }
}
