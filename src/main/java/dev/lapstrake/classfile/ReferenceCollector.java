package dev.lapstrake.classfile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;

/** Collects what class files refer to. No text is made of what they say before it is known to be new. */
final class ReferenceCollector {
    private static final boolean[] IN_NAMES = new boolean[128];

    static {
        for (char c = 0; c < IN_NAMES.length; c++) {
            IN_NAMES[c] = c == '/' || (Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
        }
    }

    private static final int BUFFER = 1 << 16; // few classes are larger

    private final PackageNames packages = new PackageNames();
    private boolean drawsText;
    private byte[] buffer = {}; // of the file that is being looked at

    /** Adds what a class refers to, by its constants. */
    void add(ConstantPool constants) throws IOException {
        byte[] bytes = constants.bytes();
        boolean mayDraw = false;
        for (int index = 1; index < constants.size(); index++) {
            if (constants.isClass(index)) {
                int name = constants.nameOf(index);
                int start = constants.start(name);
                int end = constants.end(name);
                addClass(bytes, start, end);
                mayDraw |= TextDrawing.isNear(bytes, start, end);
            } else if (constants.isText(index)) {
                addDescribed(bytes, constants.start(index), constants.end(index));
            }
        }
        drawsText |= mayDraw && TextDrawing.isIn(constants);
    }

    /** Adds a file that is called a class; if it is none, nothing: frameworks ship data that happen to end in .class. */
    void add(InputStream content) throws IOException {
        int size = read(content);
        try {
            add(ClassFile.constants(ByteBuffer.wrap(buffer, 0, size)));
        } catch (UnknownClassFileException e) {
            // nothing
        }
    }

    /** Reads to the end, into the buffer, which grows with the largest. */
    private int read(InputStream content) throws IOException {
        int size = 0;
        while (true) {
            size += content.readNBytes(buffer, size, buffer.length - size);
            if (size < buffer.length) {
                return size;
            }
            buffer = Arrays.copyOf(buffer, Math.max(BUFFER, 2 * size));
        }
    }

    References found() {
        Set<String> names = packages.names();
        return new References(names, drawsText || names.contains(TextDrawing.LAYOUT));
    }

    /** Takes the classes out of a descriptor or a signature; text of other kinds rarely looks like one. */
    private void addDescribed(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end) {
            if (bytes[at++] == 'L') {
                int name = at;
                while (at < end && isNamePart(bytes[at])) {
                    at++;
                }
                if (at < end && (bytes[at] == ';' || bytes[at] == '<')) {
                    addPackage(bytes, name, at);
                }
            }
        }
    }

    /** The bytes of other characters than ASCII's are below zero, and stand in names. */
    private static boolean isNamePart(byte b) {
        return b < 0 || IN_NAMES[b];
    }

    private void addClass(byte[] bytes, int start, int end) {
        if (start < end && bytes[start] != '[') {
            addPackage(bytes, start, end);
        }
    }

    private void addPackage(byte[] bytes, int start, int end) {
        int slash = end - 1;
        while (slash > start && bytes[slash] != '/') {
            slash--;
        }
        if (slash > start) {
            packages.add(bytes, start, slash);
        }
    }
}
