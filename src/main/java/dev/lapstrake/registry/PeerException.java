package dev.lapstrake.registry;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** The other side can't be reached, or stopped in the middle. The message completes a sentence that begins with it. */
final class PeerException extends IOException {
    private static final long serialVersionUID = 1;

    PeerException(String message) {
        super(message);
    }

    private PeerException(String message, Throwable cause) {
        super(message, cause);
    }

    static PeerException of(Throwable cause) {
        return cause instanceof PeerException peer ? peer : new PeerException(reason(cause), cause);
    }

    private static String reason(Throwable cause) {
        if (cause instanceof UnknownHostException || hasCause(cause, UnresolvedAddressException.class)) {
            return "has a name that no name server knows";
        }
        if (cause instanceof HttpConnectTimeoutException) {
            return "did not answer in time";
        }
        if (cause instanceof ConnectException) {
            return "refused the connection";
        }
        if (cause instanceof SSLException) {
            return "can't be trusted, TLS says: " + cause.getMessage();
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
}
