package dev.lapstrake.gzip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapstrake.oci.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipWriterTest {
    private static byte[] text(int size) {
        StringBuilder text = new StringBuilder();
        for (int line = 0; text.length() < size; line++) {
            text.append("line ").append(line).append(" of a text\n");
        }
        return Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), size);
    }

    private static byte[] noise(int size) {
        byte[] noise = new byte[size];
        new Random(1).nextBytes(noise);
        return noise;
    }

    private static byte[] gzip(byte[] content, int piece) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GzipWriter gzip = new GzipWriter(out)) {
            for (int start = 0; start < content.length; start += piece) {
                gzip.write(content, start, Math.min(piece, content.length - start));
            }
            gzip.finish();
        }
        return out.toByteArray();
    }

    private static byte[] gunzip(byte[] file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file))) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, Block.SIZE - 1, Block.SIZE, Block.SIZE + 1, 20 * Block.SIZE + 7})
    void finishWhateverTheSizeHasWritten(int size) throws Exception {
        assertThat(gunzip(gzip(text(size), 1 << 16))).isEqualTo(text(size));
        assertThat(gunzip(gzip(noise(size), 1 << 16))).isEqualTo(noise(size));
    }

    @Test
    void writeInOtherPiecesGivesTheSameBytes() throws Exception {
        byte[] content = text(3 * Block.SIZE + 5);
        assertThat(gzip(content, 1)).isEqualTo(gzip(content, content.length)).isEqualTo(gzip(content, 4097));
    }

    /** The bytes are those of every JDK that has zlib's own compression; another would change digests in silence. */
    @Test
    void finishGivesTheSameBytesOnEveryMachine() throws Exception {
        assertThat(Digest.of(gzip(text(300_000), 1 << 16)).hex())
                .isEqualTo("aa5c1baa5f98b84c8bd8e81f13f4608fc47941e26f9853b107939dc709d76629");
    }

    @Test
    void finishWhenContentIsCompressedAlreadyStoresIt() throws Exception {
        byte[] noise = noise(10 * Block.SIZE);
        assertThat(new Block(noise(Block.SIZE), new byte[0]).isPacked()).isTrue();
        assertThat(gzip(noise, 1 << 16).length).isBetween(noise.length, noise.length + noise.length / 1000);
    }

    @Test
    void finishRefersBackIntoTheBlockBefore() throws Exception {
        byte[] content = text(2 * Block.SIZE);
        assertThat(new Block(content, new byte[0]).isPacked()).isFalse();
        assertThat(gzip(content, 1 << 16).length).isLessThan(content.length / 5);
    }

    @Test
    void writeWhenTheTargetFailsFailsWithIt() {
        OutputStream full = new OutputStream() {
            private int room = 1000;

            @Override
            public void write(int octet) throws IOException {
                if (room-- == 0) {
                    throw new IOException("no space left");
                }
            }
        };
        assertThatThrownBy(() -> {
                    try (GzipWriter gzip = new GzipWriter(full)) {
                        gzip.write(noise(20 * Block.SIZE));
                        gzip.finish();
                    }
                })
                .hasMessageContaining("no space left");
    }
}
