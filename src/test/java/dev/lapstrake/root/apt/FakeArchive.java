package dev.lapstrake.root.apt;

import dev.lapstrake.lock.LockUse;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.deb.DebBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Debian's archives of trixie, in small, in a folder. */
public final class FakeArchive {
    /** Made once, since it takes a while. */
    public static final TestKey KEY = TestKey.create();

    private final Path folder;
    private final Map<String, StringBuilder> packages = new HashMap<>();
    private final Map<String, String> fields = new HashMap<>();

    public FakeArchive(Path folder) {
        this.folder = folder;
        Suite.TRIXIE.archives().forEach(archive -> packages.put(archive, new StringBuilder()));
    }

    public Path folder() {
        return folder;
    }

    /** Sets a field of all archives' InRelease. */
    FakeArchive field(String name, String value) {
        fields.put(name, value);
        return this;
    }

    /** Sets when the archives say that they came to be as they are. */
    public FakeArchive dated(Instant time) {
        return field("Date", date(time));
    }

    public FakeArchive add(DebBuilder deb) throws IOException {
        return add("trixie", deb);
    }

    public FakeArchive add(String archive, DebBuilder deb) throws IOException {
        byte[] bytes = deb.bytes();
        String path =
                "pool/main/" + deb.field("Package") + "_" + deb.field("Version").replace(":", "%3a") + ".deb";
        Path file = base(archive).resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        packages.getOrDefault(archive, new StringBuilder())
                .append(deb.control())
                .append("Filename: ")
                .append(path)
                .append("\nSize: ")
                .append(bytes.length)
                .append("\nSHA256: ")
                .append(Digest.of(bytes).hex())
                .append("\n\n");
        return this;
    }

    private Path base(String archive) {
        return folder.resolve(Suite.isSecurity(archive) ? "debian-security" : "debian");
    }

    Path inRelease(String archive) {
        return base(archive).resolve("dists").resolve(archive).resolve("InRelease");
    }

    Path index(String archive) {
        return inRelease(archive).resolveSibling("main").resolve("binary-amd64").resolve("Packages.gz");
    }

    public FakeArchive publish() throws IOException {
        return publish(KEY);
    }

    FakeArchive publish(TestKey key) throws IOException {
        for (Map.Entry<String, StringBuilder> archive : packages.entrySet()) {
            byte[] index = gzip(archive.getValue().toString());
            Path file = index(archive.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, index);
            String text = release(archive.getKey(), index);
            Files.writeString(inRelease(archive.getKey()), key.sign(text));
        }
        return this;
    }

    private String release(String archive, byte[] index) {
        Map<String, String> release = new HashMap<>();
        release.put("Codename", archive);
        release.put("Date", date(Instant.now().minus(Duration.ofHours(1))));
        release.putAll(fields);
        StringBuilder text = new StringBuilder();
        release.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        return text + "SHA256:\n " + Digest.of(index).hex() + " " + index.length + " main/binary-amd64/Packages.gz\n";
    }

    static String date(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME
                .format(time.atOffset(ZoneOffset.UTC))
                .replace("GMT", "UTC");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    public Mirror mirror() throws BuildException {
        return Mirror.of(base("trixie").toUri().toString()).withSnapshots(snapshots());
    }

    /** An archive of archives, in a folder of its own. */
    private URI snapshots() {
        return folder.resolve("snapshot").toUri();
    }

    /** Moves a package's file to the archive of archives, as mirrors do with what is no longer the newest. */
    public void drop(String archive, String name, Instant snapshot) throws IOException {
        Path pool = base(archive).resolve("pool/main").resolve(name);
        String time = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(snapshot);
        Path there = folder.resolve("snapshot")
                .resolve(folder.relativize(base(archive)))
                .resolve(time)
                .resolve("pool/main")
                .resolve(name);
        Files.createDirectories(there.getParent());
        Files.move(pool, there);
    }

    /** Takes a package off all lists, to be listed again in another version. */
    public FakeArchive without(String name) {
        packages.values().forEach(list -> {
            String rest = list.toString().replaceAll("(?s)Package: " + name + "\n.*?\n\n", "");
            list.setLength(0);
            list.append(rest);
        });
        return this;
    }

    public ArchiveRequest request() throws BuildException {
        return request(mirror(), folder.resolve("cache"));
    }

    ArchiveRequest request(String mirror) throws BuildException {
        return request(Mirror.of(mirror), folder.resolve("cache"));
    }

    /** A request from another machine, as it were. */
    public ArchiveRequest request(Mirror mirror, Path cache) {
        return new ArchiveRequest(
                Suite.TRIXIE, Architecture.AMD64, mirror, KEY.keyring(), cache, Freshness.standard(), LockUse.none());
    }
}
