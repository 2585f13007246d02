package dev.lapstrake.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/** How a layer is compressed, as its first bytes tell; what its media type says is not always true. */
enum LayerCompression {
    NONE,
    GZIP,
    ZSTD;

    /** How many bytes it takes to tell. */
    static final int TELLING = 4;

    private static final byte[] GZIP_MAGIC = {0x1f, (byte) 0x8b};
    private static final byte[] ZSTD_MAGIC = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

    static LayerCompression of(byte[] start) {
        if (begins(start, GZIP_MAGIC)) {
            return GZIP;
        }
        return begins(start, ZSTD_MAGIC) ? ZSTD : NONE;
    }

    private static boolean begins(byte[] bytes, byte[] magic) {
        return bytes.length >= magic.length && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
    }

    /** The JDK's own gzip stream may take the end of one member of several for the end of all. */
    InputStream open(InputStream in) throws IOException {
        return switch (this) {
            case NONE -> in;
            case GZIP ->
                GzipCompressorInputStream.builder()
                        .setInputStream(in)
                        .setDecompressConcatenated(true)
                        .get();
            case ZSTD -> zstd(in);
        };
    }

    private static InputStream zstd(InputStream in) throws IOException {
        try {
            return new ZstdCompressorInputStream(in);
        } catch (LinkageError e) {
            throw new IOException("this machine can't run zstd-jni: " + e.getMessage(), e);
        }
    }
}
