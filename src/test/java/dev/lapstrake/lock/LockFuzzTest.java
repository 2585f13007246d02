package dev.lapstrake.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.fuzz.Fuzz;
import dev.lapstrake.oci.Digest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LockFuzzTest {
    private static final String CHECKSUM = "checksum ";

    @Test
    void parseWhenDamagedEndsInOrder() throws Exception {
        byte[] lock = SampleLocks.lock().text().getBytes(StandardCharsets.UTF_8);
        Fuzz.of("lock", lock).run(input -> Lock.parse(text(input)));
        Fuzz.of("lock-checked", lock)
                .mending(LockFuzzTest::withChecksum)
                .run(input -> Lock.parse(Lock.parse(text(input)).text()));
    }

    @Test
    void parseWhenAPathIsEndlessDoesNotOverflow() throws Exception {
        String lock = SampleLocks.lock().text().replace("path pool/", "path " + "a/".repeat(100_000));
        String signed = text(withChecksum(lock.getBytes(StandardCharsets.UTF_8)));
        assertThat(Lock.parse(signed).text()).isEqualTo(signed);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** What somebody writes who knows how the checksum is made. */
    private static byte[] withChecksum(byte[] bytes) {
        String text = text(bytes);
        int last = text.lastIndexOf("\n" + CHECKSUM) + 1;
        String content = last > 0 ? text.substring(0, last) : text + "\n";
        return (content + CHECKSUM + Digest.of(content) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
