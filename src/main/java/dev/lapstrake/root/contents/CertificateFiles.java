package dev.lapstrake.root.contents;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads files of certificates as text (PEM, RFC 7468). What else is in them, such as a key, is passed over. */
public final class CertificateFiles {
    private final Map<String, TrustedCertificate> found = new LinkedHashMap<>();

    private CertificateFiles() {}

    /** The certificates in the order of the files, and in that of each file; none comes twice. */
    public static List<TrustedCertificate> read(Collection<Path> files) throws IOException, BuildException {
        CertificateFiles reader = new CertificateFiles();
        for (Path file : files) {
            reader.add(file);
        }
        return new ArrayList<>(reader.found.values());
    }

    private void add(Path file) throws IOException, BuildException {
        if (!Files.isRegularFile(file)) {
            throw missing(file);
        }
        try {
            List<byte[]> certificates = Pem.certificates(Files.readString(file, StandardCharsets.ISO_8859_1));
            if (certificates.isEmpty()) {
                throw unreadable("<certificates> names a file that holds no certificate in text form (PEM).", file)
                        .exception();
            }
            for (byte[] certificate : certificates) {
                add(certificate, file);
            }
        } catch (CertificateException e) {
            throw unreadable("<certificates> names a file with a damaged certificate: " + e.getMessage() + ".", file)
                    .exception(e);
        }
    }

    private void add(byte[] der, Path file) throws CertificateException {
        X509Certificate certificate = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        String base64 = Base64.getEncoder().encodeToString(certificate.getEncoded());
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String alias = String.format(Locale.ROOT, "added:%02d:%s", found.size() + 1, name);
        found.putIfAbsent(
                base64,
                new TrustedCertificate(
                        alias, certificate.getSubjectX500Principal().getName(), base64));
    }

    private static BuildException missing(Path file) {
        String what = Files.isDirectory(file)
                ? "<certificates> names a folder, not a file."
                : "<certificates> names a file that is not there.";
        return new Problem(
                        "certificate-missing",
                        what,
                        file.toString(),
                        "write the path of a file of certificates, from the folder of the POM")
                .exception();
    }

    private static Problem unreadable(String what, Path file) {
        return new Problem(
                "certificate-malformed",
                what,
                file.toString(),
                "`openssl x509 -in FILE -text` must be able to read it; it turns other forms into this one, with"
                        + " -inform DER");
    }
}
