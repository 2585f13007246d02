package dev.lapstrake.classfile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

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
        ByteBuffer in = ByteBuffer.wrap(content.readAllBytes());
        try {
            int release = release(in);
            return read(in, release, ConstantPool.read(in));
        } catch (BufferUnderflowException e) {
            throw UnknownClassFileException.tooShort();
        }
    }

    /**
     * Reads no more than the constants.
     *
     * @param content in an array
     */
    static ConstantPool constants(ByteBuffer content) throws UnknownClassFileException {
        try {
            release(content);
            return ConstantPool.read(content);
        } catch (BufferUnderflowException e) {
            throw UnknownClassFileException.tooShort();
        }
    }

    private static int release(ByteBuffer in) throws UnknownClassFileException {
        if (in.getInt() != 0xCAFEBABE) {
            throw new UnknownClassFileException("no class file");
        }
        in.getShort();
        return Short.toUnsignedInt(in.getShort()) - 44;
    }

    private static ClassFile read(ByteBuffer in, int release, ConstantPool constants) throws IOException {
        in.getShort();
        String name = constants.className(Short.toUnsignedInt(in.getShort())).replace('/', '.');
        in.getShort();
        ConstantPool.skip(in, 2L * Short.toUnsignedInt(in.getShort()));
        Members.skip(in); // the fields
        boolean launchable = Members.hasMain(in, constants, release);
        ReferenceCollector references = new ReferenceCollector();
        references.add(constants);
        return new ClassFile(name, release, launchable, constants.hasText(SPRING_BOOT::equals), references.found());
    }
}
