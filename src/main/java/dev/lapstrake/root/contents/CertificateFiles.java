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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads files of certificates as text (PEM, RFC 7468). What else is in them, such as a key, is passed over. */
public final class CertificateFiles {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----");

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
            throw new Problem(
                            "certificate-missing",
                            "<certificates> names a file that is not there.",
                            file.toString(),
                            "write the path of a file of certificates, from the folder of the POM")
                    .exception();
        }
        Matcher matcher = PEM.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        boolean any = false;
        while (matcher.find()) {
            add(matcher.group(1), file);
            any = true;
        }
        if (!any) {
            throw unreadable("<certificates> names a file that holds no certificate in text form (PEM).", file)
                    .exception();
        }
    }

    private void add(String text, Path file) throws BuildException {
        try {
            byte[] der = Base64.getMimeDecoder().decode(text);
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            String base64 = Base64.getEncoder().encodeToString(certificate.getEncoded());
            String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
            String alias = "added:%02d:%s".formatted(found.size() + 1, name);
            found.putIfAbsent(
                    base64,
                    new TrustedCertificate(
                            alias, certificate.getSubjectX500Principal().getName(), base64));
        } catch (CertificateException | IllegalArgumentException e) {
            throw unreadable("<certificates> names a file with a damaged certificate: " + e.getMessage() + ".", file)
                    .exception(e);
        }
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
