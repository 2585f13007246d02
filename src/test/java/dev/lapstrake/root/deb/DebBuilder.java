package dev.lapstrake.root.deb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Writes Debian packages. */
public final class DebBuilder {
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(data, "UTF-8");
    private final StringBuilder md5sums = new StringBuilder();
    private String compression = ".gz"; // faster to write than Debian's xz

    private DebBuilder() {}

    public static DebBuilder of(String name, String version) {
        return new DebBuilder()
                .field("Package", name)
                .field("Version", version)
                .field("Architecture", "amd64")
                .file("usr/share/doc/" + name + "/copyright", 0644, "free")
                .file("usr/share/doc/" + name + "/changelog", 0644, "changed");
    }

    public DebBuilder field(String name, String value) {
        fields.put(name, value);
        return this;
    }

    public String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /**
     * @param suffix of the data's name; empty for a package without any compression
     */
    public DebBuilder compression(String suffix) {
        compression = suffix;
        return this;
    }

    public DebBuilder file(String path, int mode, String text) {
        return file(path, mode, text.getBytes(StandardCharsets.UTF_8));
    }

    public DebBuilder file(String path, int mode, byte[] bytes) {
        TarArchiveEntry entry = new TarArchiveEntry("./" + path);
        entry.setSize(bytes.length);
        entry.setMode(mode);
        md5sums.append(md5(bytes)).append("  ").append(path).append('\n');
        return add(entry, bytes);
    }

    public static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public DebBuilder folder(String path, int mode) {
        TarArchiveEntry entry = new TarArchiveEntry("./" + path + "/");
        entry.setMode(mode);
        return add(entry, new byte[0]);
    }

    public DebBuilder link(String path, String target) {
        TarArchiveEntry entry = new TarArchiveEntry("./" + path, TarConstants.LF_SYMLINK);
        entry.setLinkName(target);
        return add(entry, new byte[0]);
    }

    /** Says a file to be in the package that is not. */
    public DebBuilder md5sum(String path) {
        md5sums.append("0123456789abcdef0123456789abcdef  ").append(path).append('\n');
        return this;
    }

    private DebBuilder add(TarArchiveEntry entry, byte[] bytes) {
        try {
            tar.putArchiveEntry(entry);
            tar.write(bytes);
            tar.closeArchiveEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The paragraph that control and index have in common. */
    public String control() {
        StringBuilder control = new StringBuilder();
        fields.forEach(
                (name, value) -> control.append(name).append(": ").append(value).append('\n'));
        return control + "Description: for tests\n of a few lines\n";
    }

    public byte[] bytes() {
        try {
            tar.finish();
            ByteArrayOutputStream deb = new ByteArrayOutputStream();
            try (ArArchiveOutputStream ar = new ArArchiveOutputStream(deb)) {
                add(ar, "debian-binary", "2.0\n".getBytes(StandardCharsets.UTF_8));
                String control = compression.isEmpty() ? "" : ".gz";
                add(ar, "control.tar" + control, compressed(control, controlTar()));
                add(ar, "data.tar" + compression, compressed(compression, data.toByteArray()));
            }
            return deb.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] controlTar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream control = new TarArchiveOutputStream(bytes, "UTF-8")) {
            Map<String, String> files = Map.of("./control", control(), "./md5sums", md5sums.toString());
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] text = file.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(text.length);
                control.putArchiveEntry(entry);
                control.write(text);
                control.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] compressed(String suffix, byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream out = compressor(suffix, compressed)) {
            out.write(bytes);
        }
        return compressed.toByteArray();
    }

    private static OutputStream compressor(String suffix, OutputStream out) throws IOException {
        return switch (suffix) {
            case ".gz" -> new GZIPOutputStream(out);
            case ".xz" -> new XZOutputStream(out, new LZMA2Options(0));
            default -> out; // something that nobody will read
        };
    }

    private static void add(ArArchiveOutputStream ar, String name, byte[] bytes) throws IOException {
        ar.putArchiveEntry(new ArArchiveEntry(name, bytes.length));
        ar.write(bytes);
        ar.closeArchiveEntry();
    }
}
