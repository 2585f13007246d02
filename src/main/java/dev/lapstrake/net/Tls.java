package dev.lapstrake.net;

import dev.lapstrake.problem.BuildException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * How TLS is spoken with a peer.
 *
 * @param caFile certificates in PEM whose signatures count beside those that the JVM believes anyway
 * @param certificate who this machine says that it is; empty for what the JVM was told, if anything
 */
public record Tls(Optional<Path> caFile, Optional<ClientCertificate> certificate) {
    /** As the JVM was told ({@code javax.net.ssl.*}). */
    public static final Tls STANDARD = new Tls(Optional.empty(), Optional.empty());

    public SSLContext context() throws BuildException {
        try {
            if (equals(STANDARD)) {
                return SSLContext.getDefault();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(), trust(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    private KeyManager[] keys() throws GeneralSecurityException, BuildException {
        return certificate.isPresent() ? certificate.get().keys() : ClientCertificate.ofTheJvm();
    }

    private TrustManager[] trust() throws GeneralSecurityException, BuildException {
        return new TrustManager[] {
            caFile.isPresent()
                    ? new EitherTrust(EitherTrust.ofTheJvm(), EitherTrust.of(CertificateFile.read(caFile.get())))
                    : EitherTrust.ofTheJvm()
        };
    }
}
