package dev.lapstrake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What disks and people do to files. */
public enum Damage {
    CUT_OFF {
        @Override
        public void to(Path file) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        }
    },
    ONE_BYTE {
        @Override
        public void to(Path file) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length > 0) {
                bytes[bytes.length / 2] ^= 0x15;
            }
            Files.write(file, bytes);
        }
    },
    GARBAGE {
        @Override
        public void to(Path file) throws IOException {
            Files.write(file, "{\"garbage\": [1, 2".getBytes(StandardCharsets.UTF_8));
        }
    },
    GONE {
        @Override
        public void to(Path file) throws IOException {
            Files.delete(file);
        }
    };

    public abstract void to(Path file) throws IOException;

    /** All files below a folder, in the order of their names. */
    public static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
