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
    private static final String BEGINNING = "[\0[[\0";

    private static final Pattern NAME = Pattern.compile("[a-z0-9_.\\[][a-z0-9_.\\[-]*");

    private AppletNames() {}

    /**
     * @throws IOException if there is no such table
     */
    static List<String> of(byte[] program) throws IOException {
        String text = new String(program, StandardCharsets.ISO_8859_1);
        for (int at = text.indexOf(BEGINNING); at >= 0; at = text.indexOf(BEGINNING, at + 1)) {
            List<String> names = read(text, at);
            if (names.contains("sh")) {
                return names;
            }
        }
        throw new IOException("busybox has no table of names where one was looked for");
    }

    /** The names from a place on; none unless they are what such a table has. */
    private static List<String> read(String text, int from) {
        List<String> names = new ArrayList<>();
        String last = "";
        for (int at = from; at < text.length() && text.charAt(at) != 0; at += last.length() + 1) {
            int end = text.indexOf('\0', at);
            String name = text.substring(at, end < 0 ? text.length() : end);
            if (!NAME.matcher(name).matches() || name.compareTo(last) <= 0) {
                return List.of();
            }
            names.add(name);
            last = name;
        }
        return names;
    }
}
