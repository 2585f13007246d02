package dev.lapstrake.root.contents;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.OtherDigits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class CertificateFilesTest {
    /** Valid until 2119. */
    public static final String CERTIFICATE = """
            -----BEGIN CERTIFICATE-----
            MIIBSzCB8aADAgECAghaiqo9Y/6R/TAKBggqhkjOPQQDAjAZMRcwFQYDVQQDEw5M
            YXBzdHJha2UgdGVzdDAgFw0yMDAxMDEyMTMxMDhaGA8yMTE5MTIwODIxMzEwOFow
            GTEXMBUGA1UEAxMOTGFwc3RyYWtlIHRlc3QwWTATBgcqhkjOPQIBBggqhkjOPQMB
            BwNCAAR8rrnEsPCxoOEEULXmlMOarmWzmAajS9uylkqyFhnnANdZtkOi455MajfY
            S97MRTTSn1sPjHrvoTj48JqGEeenoyEwHzAdBgNVHQ4EFgQU9EIAHOJOfeOWHcsO
            1M1ConThGbUwCgYIKoZIzj0EAwIDSQAwRgIhAOy4gTDPELd/+GltbORZkzZRI8N7
            YQG20WZcdICHYPrcAiEApfiLMa5BPaBLPw1qpWx6KQP2a50xZGyrWS76VjQUQsA=
            -----END CERTIFICATE-----
            """;

    @TempDir
    Path folder;

    @Test
    void readTakesEachCertificateOnceAndLeavesTheRest() throws Exception {
        String crlf = CERTIFICATE.replace("\n", "\r\n");
        Path one =
                file("Company.pem", "A comment\n-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n" + crlf);
        Path two = file("again.pem", CERTIFICATE + CERTIFICATE);
        List<TrustedCertificate> read = CertificateFiles.read(List.of(one, two));
        assertThat(read).hasSize(1);
        assertThat(read.get(0).alias()).isEqualTo("added:01:company.pem");
        assertThat(read.get(0).subject()).isEqualTo("CN=Lapstrake test");
        assertThat(read.get(0).pem()).isEqualTo(CERTIFICATE);
    }

    @Test
    void readWhenAFileIsMissingSaysSo() {
        assertProblem("certificate-missing", () -> CertificateFiles.read(List.of(folder.resolve("none.pem"))));
    }

    @Test
    void readWhenAFileHoldsNoCertificateSaysSo() throws Exception {
        Path key = file("key.pem", "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n");
        assertProblem("certificate-malformed", () -> CertificateFiles.read(List.of(key)));
    }

    @Test
    void readWhenACertificateIsDamagedSaysSo() throws Exception {
        Path damaged = file("damaged.pem", CERTIFICATE.replace("MIIB", "AAAA"));
        Path cut = file("cut.pem", CERTIFICATE.replace("QUQsA=\n", ""));
        assertProblem("certificate-malformed", () -> CertificateFiles.read(List.of(damaged)));
        assertProblem("certificate-malformed", () -> CertificateFiles.read(List.of(cut)));
    }

    @Test
    void readWhenOneOfSeveralIsDamagedSaysSo() throws Exception {
        for (String second : List.of(
                CERTIFICATE.replace("MIIB", "M#IB"),
                CERTIFICATE.replace("-----END CERTIFICATE-----", ""),
                CERTIFICATE.replace(" CERTIFICATE", " TRUSTED CERTIFICATE"))) {
            Path bundle = file("bundle.pem", CERTIFICATE + second);
            assertThat(assertProblem("certificate-malformed", () -> CertificateFiles.read(List.of(bundle)))
                            .what())
                    .contains("2 certificates begin in it, and 1 are whole");
        }
    }

    @Test
    void readWhenThePathIsAFolderSaysSo() {
        assertThat(assertProblem("certificate-missing", () -> CertificateFiles.read(List.of(folder)))
                        .what())
                .contains("folder");
    }

    @Test
    void readWhenTheMachineWritesOtherDigitsGivesTheSame() throws Exception {
        List<Path> files = List.of(file("company.pem", CERTIFICATE));
        assertThat(OtherDigits.with(() -> CertificateFiles.read(files))).isEqualTo(CertificateFiles.read(files));
    }

    private Path file(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }
}
