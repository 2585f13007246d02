package dev.lapstrake.root.contents;

import dev.lapstrake.fuzz.Fuzz;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateFuzzTest {
    private static final Path SAMPLE = Path.of("it/peer-root-contents/certs/company.pem");

    @TempDir
    private Path folder;

    @Test
    void readWhenTheTextIsDamagedEndsInOrder() throws Exception {
        Path file = folder.resolve("certificates.pem");
        Fuzz.of("pem", Files.readAllBytes(SAMPLE)).run(input -> {
            Files.write(file, input);
            CertificateFiles.read(List.of(file));
        });
    }

    @Test
    void readWhenTheCertificateIsDamagedEndsInOrder() throws Exception {
        Path file = folder.resolve("certificates.pem");
        String text = Files.readString(SAMPLE).replaceFirst("(?s).*BEGIN CERTIFICATE-----(.*)-----END.*", "$1");
        Fuzz.of("certificate", Base64.getMimeDecoder().decode(text)).run(input -> {
            String encoded = Base64.getMimeEncoder().encodeToString(input);
            Files.writeString(
                    file,
                    "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n",
                    StandardCharsets.US_ASCII);
            CertificateFiles.read(List.of(file));
        });
    }
}
