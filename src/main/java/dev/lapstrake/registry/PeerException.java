package dev.lapstrake.registry;

import dev.lapstrake.http.TimedOut;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The other side can't be reached, stopped in the middle, or is busy. The message goes on after its name. */
final class PeerException extends IOException {
    private static final long serialVersionUID = 1;

    /** All that JDK 17 says when the other side hangs up. */
    private static final String HANDSHAKE_ENDED = "Remote host terminated the handshake";

    private final boolean passing;
    private final transient @Nullable Answer answer;
    private final String tried;

    private PeerException(String message, boolean passing, @Nullable Answer answer, String tried) {
        super(message);
        this.passing = passing;
        this.answer = answer;
        this.tried = tried;
    }

    /** What another try would not change. */
    PeerException(String message) {
        this(message, false, null, "");
    }

    /** What may be over soon. */
    static PeerException passing(String message) {
        return new PeerException(message, true, null, "");
    }

    /**
     * An answer that says that another time it may be another.
     *
     * @param answer taken off its connection
     */
    static PeerException passing(String message, Answer answer) {
        return new PeerException(message, true, answer, "");
    }

    /**
     * What the JDK says of a connection.
     *
     * @param known true if the other side has answered before, so that it is there, and a fault must be a passing one
     */
    static PeerException of(Throwable cause, boolean known) {
        if (cause instanceof PeerException peer) {
            return peer;
        }
        PeerException peer = new PeerException(reason(cause), known || !isUnconnected(cause), null, "");
        peer.initCause(cause);
        return peer;
    }

    private static boolean isUnconnected(Throwable cause) {
        return cause instanceof UnknownHostException
                || (cause instanceof TimedOut late && late.isConnecting())
                || cause instanceof ConnectException
                || isTls(cause);
    }

    /** True if TLS itself fails, and not the connection below it, which the JDK tells by the same exception. */
    private static boolean isTls(Throwable cause) {
        boolean isBroken = hasCause(cause, EOFException.class)
                || hasCause(cause, SocketException.class)
                || HANDSHAKE_ENDED.equals(cause.getMessage());
        return cause instanceof SSLException && !isBroken;
    }

    private static boolean isCertificate(Throwable cause) {
        return cause instanceof SSLException && hasCause(cause, CertificateException.class);
    }

    private static String reason(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return "has a name that no name server knows";
        }
        if (cause instanceof TimedOut) {
            return String.valueOf(cause.getMessage());
        }
        if (cause instanceof ConnectException) {
            return "refused the connection";
        }
        if (isCertificate(cause)) {
            return "can't be trusted, TLS says: " + cause.getMessage();
        }
        if (isTls(cause)) {
            return "can't be talked to over TLS: " + cause.getMessage();
        }
        String said = cause.getMessage();
        return "broke the connection: " + (said == null ? cause.getClass().getSimpleName() : said);
    }

    private static boolean hasCause(Throwable error, Class<? extends Throwable> type) {
        for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    /** True if the other side speaks TLS, but has a certificate that is not believed. */
    boolean isMistrust() {
        return hasCause(this, CertificateException.class);
    }

    /** True if another try may help. */
    boolean isPassing() {
        return passing;
    }

    /** What was answered, if anything. */
    Optional<Answer> answer() {
        return Optional.ofNullable(answer);
    }

    /** A sentence that says how often it was tried, with a blank before it; empty for once. */
    String tried() {
        return tried;
    }

    PeerException after(String effort) {
        PeerException last = new PeerException(what(), passing, answer, effort);
        last.initCause(this);
        return last;
    }

    private String what() {
        return String.valueOf(getMessage());
    }

    /** The same, of another that the one in question relies on. */
    PeerException by(String other) {
        PeerException named = new PeerException("relies on " + other + ", which " + what(), passing, answer, tried);
        named.initCause(this);
        return named;
    }
}
