package dev.lapstrake.classfile;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The fields and methods of a class file (JVMS 4.5, 4.6), passed over one by one. */
final class Members {
    private static final int PUBLIC_STATIC = 0x0009;
    private static final int PRIVATE = 0x0002;
    private static final int ANY_MAIN_SINCE = 25;

    private Members() {}

    static void skip(ByteBuffer in) throws IOException {
        for (int left = Short.toUnsignedInt(in.getShort()); left > 0; left--) {
            ConstantPool.skip(in, 6);
            skipAttributes(in);
        }
    }

    /** Reads the methods, and tells whether one is a main method by the rules of the class's own release. */
    static boolean hasMain(ByteBuffer in, ConstantPool constants, int release) throws IOException {
        boolean found = false;
        for (int left = Short.toUnsignedInt(in.getShort()); left > 0; left--) {
            int access = Short.toUnsignedInt(in.getShort());
            String name = constants.text(Short.toUnsignedInt(in.getShort()));
            String descriptor = constants.text(Short.toUnsignedInt(in.getShort()));
            found |= name.equals("main") && isMain(access, descriptor, release);
            skipAttributes(in);
        }
        return found;
    }

    private static boolean isMain(int access, String descriptor, int release) {
        boolean takesArguments = descriptor.equals("([Ljava/lang/String;)V");
        if (release < ANY_MAIN_SINCE) {
            return takesArguments && (access & PUBLIC_STATIC) == PUBLIC_STATIC;
        }
        return (access & PRIVATE) == 0 && (takesArguments || descriptor.equals("()V")); // JEP 512
    }

    private static void skipAttributes(ByteBuffer in) throws IOException {
        for (int left = Short.toUnsignedInt(in.getShort()); left > 0; left--) {
            ConstantPool.skip(in, 2);
            ConstantPool.skip(in, Integer.toUnsignedLong(in.getInt()));
        }
    }
}
