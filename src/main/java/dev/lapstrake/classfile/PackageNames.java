package dev.lapstrake.classfile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** A set of packages, which are found among the bytes of class files: hardly one in a thousand is new. */
final class PackageNames {
    private static final byte[] NONE = {};

    private byte[][] known = places(256); // by their hash, or in the next place that is free
    private int count;

    /** Adds the package in the JVM's form that lies between two places. */
    void add(byte[] bytes, int start, int end) {
        int at = place(bytes, start, end);
        if (known[at].length == 0) {
            known[at] = Arrays.copyOfRange(bytes, start, end);
            count++;
            if (count > known.length / 2) {
                grow();
            }
        }
    }

    private static byte[][] places(int size) {
        byte[][] places = new byte[size][];
        Arrays.fill(places, NONE);
        return places;
    }

    private void grow() {
        byte[][] all = known;
        known = places(2 * all.length);
        for (byte[] name : all) {
            if (name.length > 0) {
                known[place(name, 0, name.length)] = name;
            }
        }
    }

    /** Where a package is, or is to be. */
    private int place(byte[] bytes, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + bytes[i];
        }
        int at = hash & known.length - 1;
        while (known[at].length > 0 && !Arrays.equals(known[at], 0, known[at].length, bytes, start, end)) {
            at = at + 1 & known.length - 1;
        }
        return at;
    }

    /** The packages with dots between names. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (byte[] name : known) {
            if (name.length > 0) {
                names.add(new String(name, StandardCharsets.UTF_8).replace('/', '.'));
            }
        }
        return names;
    }
}
