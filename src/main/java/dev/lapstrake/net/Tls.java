package dev.lapstrake.net;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * How TLS is spoken with a peer.
 *
 * @param caFiles certificates in PEM whose signatures count beside those that the JVM believes anyway
 * @param certificate who this machine says that it is; empty for what the JVM was told, if anything
 */
public record Tls(List<Path> caFiles, Optional<ClientCertificate> certificate) {
    /** As the JVM was told ({@code javax.net.ssl.*}). */
    public static final Tls STANDARD = new Tls(List.of(), Optional.empty());

    public Tls {
        caFiles = List.copyOf(caFiles);
    }

    public SSLContext context() throws BuildException {
        try {
            boolean isStandard = caFiles.isEmpty() && certificate.isEmpty();
            return isStandard ? SSLContext.getDefault() : context(trust());
        } catch (GeneralSecurityException e) {
            throw unusable(e);
        }
    }

    /**
     * The same, whoever is believed otherwise.
     *
     * @param trust says who is believed
     */
    public SSLContext context(TrustManager trust) throws BuildException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(), new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw unusable(e);
        }
    }

    /** Every JDK has TLS, but it may have been told to use files that it can't. */
    private static BuildException unusable(GeneralSecurityException cause) {
        return new Problem(
                        "jvm-tls-unusable",
                        "TLS can't be used as the JVM was told to: " + cause.getMessage() + ".",
                        "javax.net.ssl.keyStore=" + System.getProperty("javax.net.ssl.keyStore", "")
                                + ", javax.net.ssl.trustStore=" + System.getProperty("javax.net.ssl.trustStore", ""),
                        "name files that can be read, with their passwords, in MAVEN_OPTS or .mvn/jvm.config; or leave them"
                                + " out, and write <caFile> and <clientCertificate>")
                .exception(cause);
    }

    private KeyManager[] keys() throws GeneralSecurityException, BuildException {
        return certificate.isPresent() ? certificate.get().keys() : ClientCertificate.ofTheJvm();
    }

    private TrustManager trust() throws GeneralSecurityException, BuildException {
        List<Certificate> issuers = new ArrayList<>();
        for (Path file : caFiles) {
            issuers.addAll(CertificateFile.read(file));
        }
        return issuers.isEmpty()
                ? EitherTrust.ofTheJvm()
                : new EitherTrust(EitherTrust.ofTheJvm(), EitherTrust.of(issuers));
    }
}
