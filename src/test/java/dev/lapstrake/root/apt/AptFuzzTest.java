package dev.lapstrake.root.apt;

import dev.lapstrake.fuzz.Fuzz;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.junit.jupiter.api.Test;

class AptFuzzTest {
    private static final TestKey KEY = FakeArchive.KEY;
    private final Instant now = Instant.now();
    private final String release = "Origin: Debian\nCodename: trixie\nAcquire-By-Hash: yes\nDate: "
            + FakeArchive.date(now.minusSeconds(60)) + "\nValid-Until: " + FakeArchive.date(now.plusSeconds(100_000))
            + "\nSHA256:\n " + "0".repeat(64) + " 1234 main/binary-amd64/Packages\n " + "1".repeat(64)
            + "  567 main/binary-amd64/Packages.xz\n";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String paragraph(String name, String version, String fields) {
        return "Package: " + name + "\nVersion: " + version + "\nArchitecture: amd64\n" + fields
                + "\nDescription: some\n text: of\n .\n several lines\nFilename: pool/main/a/" + name
                + ".deb\nSize: 1234\nSHA256: " + "0".repeat(64) + "\n\n";
    }

    @Test
    void chooseWhenAnIndexIsDamagedEndsInOrder() throws Exception {
        byte[] packages = bytes(paragraph("a", "1:2.0~rc1-1", "Depends: b (>= 1.0), c:any | d, v (= 2)")
                + paragraph("b", "1.0", "Pre-Depends: c (<< 2) | a\nMulti-Arch: same")
                + paragraph("c", "1.9-1+b1", "Multi-Arch: allowed\nProvides: v (= 2), w")
                + paragraph("c", "3", "Depends: w"));
        Fuzz.of("packages", packages).run(input -> {
            PackageIndex index = new PackageIndex();
            index.add("trixie", new ByteArrayInputStream(input));
            new Resolver(index, Set.of("given"))
                    .choose(List.of("a"))
                    .values()
                    .forEach(chosen -> DebianPackage.parse(chosen.line()));
        });
    }

    @Test
    void readWhenTheRecordsOfABaseAreDamagedEndsInOrder() throws Exception {
        byte[] status = bytes(paragraph("a", "1:2.0", "Status: install ok installed")
                + paragraph("b", "1.0", "Status: deinstall ok config-files")
                + paragraph("c", "1.0", "Depends: a"));
        Fuzz.of("status", status)
                .run(input -> InstalledPackages.parse(InstalledPackages.read(
                                new InputStreamReader(new ByteArrayInputStream(input), StandardCharsets.UTF_8),
                                architecture -> false)
                        .text()));
    }

    private InRelease inRelease(String checkedWith, String text) {
        return new InRelease(
                "trixie", URI.create("file:/debian"), now, checkedWith, new Validator("\"etag\"", ""), text);
    }

    @Test
    void verifiedWhenASignedTextIsDamagedEndsInOrder() throws Exception {
        Fuzz.of("inrelease", bytes(KEY.sign(release)), bytes(KEY.sign("- a: b\n--\n\n")))
                .run(input -> inRelease("", text(input)).verified(KEY.keyring(), now));
    }

    @Test
    void ofWhenAReleaseIsDamagedEndsInOrder() throws Exception {
        Keyring keyring = KEY.keyring();
        Fuzz.of("release", bytes(release)).run(input -> {
            String signed = "-----BEGIN PGP SIGNED MESSAGE-----\n\n" + text(input)
                    + "\n-----BEGIN PGP SIGNATURE-----\n-----END PGP SIGNATURE-----\n";
            Release read = Release.of(inRelease(keyring.digest().hex(), signed), keyring, now);
            read.packages(Architecture.AMD64);
        });
    }

    @Test
    void recordWhenDamagedEndsInOrder() throws Exception {
        Fuzz.of("record", bytes(inRelease("", release).record(KEY.keyring())))
                .run(input -> InRelease.ofRecord("trixie", text(input)));
    }

    @Test
    void checkWhenASignatureIsDamagedEndsInOrder() throws Exception {
        ClearSigned message = ClearSigned.parse(KEY.sign(release)).orElseThrow();
        byte[] packets = new ArmoredInputStream(new ByteArrayInputStream(bytes(message.signature()))).readAllBytes();
        Fuzz.of("signature", packets)
                .run(input -> check(new ClearSigned(message.lines(), armoured(input)), KEY.keyring()));
    }

    @Test
    void checkWhenAKeyringIsDamagedEndsInOrder() throws Exception {
        ClearSigned message = ClearSigned.parse(KEY.sign(release)).orElseThrow();
        Fuzz.of("keyring", KEY.keyring().open().readAllBytes()).run(input -> check(message, Keyring.of(input)));
    }

    private void check(ClearSigned message, Keyring keyring) throws IOException {
        try {
            SignatureCheck.check(message, keyring, now);
        } catch (UntrustedException e) {
            throw new IOException(e);
        }
    }

    private static String armoured(byte[] packets) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (ArmoredOutputStream armour = ArmoredOutputStream.builder().build(text)) {
            armour.write(packets);
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}
