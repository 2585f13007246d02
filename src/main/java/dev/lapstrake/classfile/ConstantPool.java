package dev.lapstrake.classfile;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.util.function.Predicate;

/**
 * The constant pool of a class file (JVMS 4.4): its texts and its classes, which is all that is asked of it here. They are
 * read where they lie, when they are asked for: an application's jars have millions, and most are alike.
 */
final class ConstantPool {
    private static final int TEXT = 1;
    private static final int CLASS = 7;

    private final ByteBuffer content;

    /** Where the tag of each constant is; 0 where none is. */
    private final int[] places;

    private ConstantPool(ByteBuffer content, int[] places) {
        this.content = content;
        this.places = places;
    }

    /**
     * Passes over a constant pool.
     *
     * @param in in an array, and at the number of constants; then behind the last one
     * @throws java.nio.BufferUnderflowException if it ends too soon
     */
    static ConstantPool read(ByteBuffer in) throws UnknownClassFileException {
        int[] places = new int[Short.toUnsignedInt(in.getShort())];
        for (int index = 1; index < places.length; index++) {
            places[index] = in.position();
            int tag = in.get();
            skip(in, tag == TEXT ? Short.toUnsignedInt(in.getShort()) : size(tag));
            if (tag == 5 || tag == 6) {
                index++; // long and double take two places
            }
        }
        return new ConstantPool(in, places);
    }

    /** Passes over bytes, which have to be there. */
    static void skip(ByteBuffer in, long bytes) throws UnknownClassFileException {
        if (bytes > in.remaining()) {
            throw UnknownClassFileException.tooShort();
        }
        in.position(in.position() + (int) bytes);
    }

    private static int size(int tag) throws UnknownClassFileException {
        return switch (tag) {
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4; // int, float, references, name and type, dynamic
            case 5, 6 -> 8; // long, double
            case CLASS, 8, 16, 19, 20 -> 2; // class, string, method type, module, package
            case 15 -> 3; // method handle
            default -> throw new UnknownClassFileException("constant of unknown kind " + tag);
        };
    }

    /** The indexes of constants are from 1 to below this. */
    int size() {
        return places.length;
    }

    boolean isText(int index) {
        return is(index, TEXT);
    }

    boolean isClass(int index) {
        return is(index, CLASS);
    }

    private boolean is(int index, int tag) {
        return index < places.length && places[index] != 0 && content.get(places[index]) == tag;
    }

    /** The index of the text that names a class, or that of an array, in the JVM's form. */
    int nameOf(int index) throws UnknownClassFileException {
        if (!isClass(index)) {
            throw new UnknownClassFileException("no class at index " + index);
        }
        return number(index);
    }

    String className(int index) throws IOException {
        return text(nameOf(index));
    }

    String text(int index) throws IOException {
        byte[] bytes = bytes();
        int start = start(index) - 2; // the length comes first there, too
        try {
            return new DataInputStream(new ByteArrayInputStream(bytes, start, bytes.length - start)).readUTF();
        } catch (UTFDataFormatException e) {
            throw new UnknownClassFileException("damaged: " + e.getMessage());
        }
    }

    /** Those in which texts lie. */
    byte[] bytes() {
        return content.array();
    }

    /** Where a text begins. */
    int start(int index) throws UnknownClassFileException {
        if (!isText(index)) {
            throw new UnknownClassFileException("no text at index " + index);
        }
        return content.arrayOffset() + places[index] + 3;
    }

    /** Where a text ends. */
    int end(int index) throws UnknownClassFileException {
        return start(index) + number(index);
    }

    private int number(int index) {
        return Short.toUnsignedInt(content.getShort(places[index] + 1));
    }

    boolean hasText(Predicate<String> wanted) throws IOException {
        for (int index = 1; index < places.length; index++) {
            if (isText(index) && wanted.test(text(index))) {
                return true;
            }
        }
        return false;
    }
}
