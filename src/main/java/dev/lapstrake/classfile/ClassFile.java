package dev.lapstrake.classfile;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UTFDataFormatException;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a class file says of itself and of others (JVMS 4). The version is read but never checked, so that a class from
 * a JDK that is newer than this code is still understood, as long as its constants are.
 *
 * @param name the class's binary name, such as {@code com.example.Main}
 * @param release the Java release that it needs: 17 for major version 61
 * @param launchable true if {@code java} can start it by this class's own main method
 * @param springBoot true if it carries {@code @SpringBootApplication}
 * @param references the packages of the classes that it refers to, and what it does with some of them
 */
public record ClassFile(String name, int release, boolean launchable, boolean springBoot, References references) {
    private static final String SPRING_BOOT = "Lorg/springframework/boot/autoconfigure/SpringBootApplication;";

    /**
     * Reads one class file, to the end of the stream, which stays open.
     *
     * @throws UnknownClassFileException if the content can't be understood as one
     */
    public static ClassFile read(InputStream content) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(content.readAllBytes()));
        try {
            return read(in);
        } catch (EOFException | UTFDataFormatException e) {
            throw new UnknownClassFileException("damaged: " + e.getMessage());
        }
    }

    private static ClassFile read(DataInputStream in) throws IOException {
        if (in.readInt() != 0xCAFEBABE) {
            throw new UnknownClassFileException("no class file");
        }
        in.skipBytes(2);
        int release = in.readUnsignedShort() - 44;
        ConstantPool constants = ConstantPool.read(in);
        in.skipBytes(2);
        String name = constants.className(in.readUnsignedShort()).replace('/', '.');
        in.skipBytes(2);
        in.skipBytes(2 * in.readUnsignedShort());
        Members.skip(in); // the fields
        boolean launchable = Members.hasMain(in, constants, release);
        return new ClassFile(name, release, launchable, constants.texts().contains(SPRING_BOOT), references(constants));
    }

    private static References references(ConstantPool constants) throws IOException {
        Set<String> packages = packages(constants);
        return new References(packages, TextDrawing.isIn(constants, packages));
    }

    private static Set<String> packages(ConstantPool constants) throws IOException {
        Set<String> packages = new TreeSet<>();
        for (int index : constants.classes().values()) {
            String name = constants.text(index);
            if (!name.startsWith("[")) {
                addPackage(name, packages);
            }
        }
        for (String text : constants.texts()) {
            if (text != null) {
                addDescribed(text, packages);
            }
        }
        return packages;
    }

    /** Takes the classes out of a descriptor or a signature; text of other kinds rarely looks like one. */
    private static void addDescribed(String text, Set<String> packages) {
        int start = text.indexOf('L');
        while (start >= 0) {
            int end = start + 1;
            while (end < text.length() && isNamePart(text.charAt(end))) {
                end++;
            }
            if (end < text.length() && (text.charAt(end) == ';' || text.charAt(end) == '<')) {
                addPackage(text.substring(start + 1, end), packages);
            }
            start = text.indexOf('L', end);
        }
    }

    private static boolean isNamePart(char c) {
        return c == '/' || (Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
    }

    private static void addPackage(String internalName, Set<String> packages) {
        int slash = internalName.lastIndexOf('/');
        if (slash > 0) {
            packages.add(internalName.substring(0, slash).replace('/', '.'));
        }
    }
}
