package dev.lapstrake.classfile;

import java.io.DataInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The constant pool of a class file (JVMS 4.4): its texts and its classes, which is all that is asked of it here.
 *
 * @param texts the text at each index; null where another kind of constant stands
 * @param classes for the index of each class constant, arrays among them, the index of its name
 */
record ConstantPool(List<@Nullable String> texts, Map<Integer, Integer> classes) {
    static ConstantPool read(DataInput in) throws IOException {
        int count = in.readUnsignedShort();
        List<@Nullable String> texts = new ArrayList<>(count);
        Map<Integer, Integer> classes = new HashMap<>();
        texts.add(null);
        while (texts.size() < count) {
            int tag = in.readUnsignedByte();
            int index = texts.size();
            texts.add(tag == 1 ? in.readUTF() : null);
            if (tag == 7) {
                classes.put(index, in.readUnsignedShort());
            } else if (tag != 1) {
                in.skipBytes(size(tag));
            }
            if (tag == 5 || tag == 6) {
                texts.add(null); // long and double take two places
            }
        }
        return new ConstantPool(texts, classes);
    }

    private static int size(int tag) throws IOException {
        return switch (tag) {
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4; // int, float, references, name and type, dynamic
            case 5, 6 -> 8; // long, double
            case 8, 16, 19, 20 -> 2; // string, method type, module, package
            case 15 -> 3; // method handle
            default -> throw new UnknownClassFileException("constant of unknown kind " + tag);
        };
    }

    String text(int index) throws IOException {
        String text = index < texts.size() ? texts.get(index) : null;
        if (text == null) {
            throw new UnknownClassFileException("no text at index " + index);
        }
        return text;
    }

    String className(int index) throws IOException {
        return text(classes.getOrDefault(index, 0));
    }
}
