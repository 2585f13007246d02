package dev.lapstrake.net;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;

/** A file with certificates in PEM, whose issuers are to be believed. */
final class CertificateFile {
    private CertificateFile() {}

    static List<Certificate> read(Path file) throws BuildException {
        try (InputStream in = Files.newInputStream(file)) {
            List<Certificate> certificates =
                    List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
            if (certificates.isEmpty()) {
                throw unreadable(file, "there is none in it").exception();
            }
            return certificates;
        } catch (IOException | CertificateException e) {
            throw unreadable(file, String.valueOf(e.getMessage())).exception(e);
        }
    }

    private static Problem unreadable(Path file, String why) {
        return new Problem(
                "ca-file-unreadable",
                "<caFile> names a file from which no certificate can be read: " + why + ".",
                file.toString(),
                "name a file of certificates in PEM: -----BEGIN CERTIFICATE----- …");
    }
}
