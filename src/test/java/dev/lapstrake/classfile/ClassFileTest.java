package dev.lapstrake.classfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Driver;
import java.util.List;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class ClassFileTest {
    @Test
    void readFindsPackagesInCodeSignaturesAndAnnotations() throws Exception {
        ClassFile sample = ClassFile.read(new ByteArrayInputStream(bytes(Sample.class)));
        assertThat(sample.name()).isEqualTo(Sample.class.getName());
        assertThat(sample.release()).isEqualTo(17);
        assertThat(sample.launchable()).isTrue();
        assertThat(sample.springBoot()).isFalse();
        assertThat(sample.references().packages())
                .contains("java.util.logging", "java.sql", "java.util", "dev.lapstrake.classfile");
    }

    @Test
    void readWhenMainIsNotPublicIsNotLaunchable() throws Exception {
        assertThat(read(bytes(ClassFileTest.class)).launchable()).isFalse();
        assertThat(read(bytes(Hidden.class)).launchable()).isFalse();
    }

    @Test
    void readWhenClassIsForRelease25TakesAnyMainThatIsNotPrivate() throws Exception {
        byte[] bytes = bytes(Hidden.class);
        bytes[7] = 25 + 44;
        assertThat(read(bytes).launchable()).isTrue();
    }

    @Test
    void readWhenVersionIsUnknownStillReads() throws Exception {
        byte[] bytes = bytes(Sample.class);
        bytes[6] = 1;
        assertThat(read(bytes).name()).isEqualTo(Sample.class.getName());
        assertThat(read(bytes).release()).isGreaterThan(200);
    }

    @Test
    void readWhenConstantIsOfAnUnknownKindSaysSo() throws Exception {
        byte[] bytes = bytes(Sample.class);
        bytes[10] = 99;
        assertThatExceptionOfType(UnknownClassFileException.class).isThrownBy(() -> read(bytes));
    }

    @Test
    void readWhenCutOffAnywhereSaysSo() throws Exception {
        byte[] bytes = bytes(Hidden.class);
        for (int length = 0; length < bytes.length / 2; length++) {
            byte[] part = java.util.Arrays.copyOf(bytes, length);
            assertThatExceptionOfType(UnknownClassFileException.class).isThrownBy(() -> read(part));
        }
    }

    private static ClassFile read(byte[] bytes) throws IOException {
        return ClassFile.read(new ByteArrayInputStream(bytes));
    }

    static byte[] bytes(Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        try (InputStream in = ClassFileTest.class.getClassLoader().getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    @java.lang.annotation.Documented
    @interface Marked {}

    /** Refers to other modules by a call, by a type argument, and by an annotation. */
    @Marked
    static final class Sample {
        List<Driver> drivers = List.of();

        public static void main(String[] arguments) {
            Logger.getLogger("sample").info("started");
        }
    }

    static final class Hidden {
        void main() {}
    }
}
