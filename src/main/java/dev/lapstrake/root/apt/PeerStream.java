package dev.lapstrake.root.apt;

import dev.lapstrake.net.Proxies;
import dev.lapstrake.net.ProxyServer;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/** What comes from an address. Its failures are {@link PeerException}s, so they can't be taken for the disk's. */
final class PeerStream extends FilterInputStream {
    private static final int CONNECT_MILLIS = 15_000;
    private static final int READ_MILLIS = 30_000;
    private static final int REDIRECTS = 5;

    private final boolean unchanged;
    private final Validator validator;

    private PeerStream(InputStream in, boolean unchanged, Validator validator) {
        super(in);
        this.unchanged = unchanged;
        this.validator = validator;
    }

    /** True if the peer says that the file is as it was; then there is nothing to read. */
    boolean isUnchanged() {
        return unchanged;
    }

    /** By what the peer knows the file again. */
    Validator validator() {
        return validator;
    }

    /**
     * @param known of the file as it was fetched earlier
     * @throws FileNotFoundException if the peer says that there is nothing at the address
     */
    static PeerStream open(Remote remote, Validator known) throws PeerException, FileNotFoundException {
        try {
            return follow(remote, known);
        } catch (PeerException | FileNotFoundException e) {
            throw e;
        } catch (UnknownHostException | ConnectException e) {
            throw new PeerException(describe(e), false);
        } catch (IOException e) {
            throw new PeerException(describe(e), true);
        }
    }

    /** Redirects are followed here since the JDK does not follow one from http to https. */
    private static PeerStream follow(Remote remote, Validator known) throws IOException {
        URI at = remote.uri();
        for (int i = 0; i <= REDIRECTS; i++) {
            URLConnection connection = connect(at, remote.proxies());
            if (!(connection instanceof HttpURLConnection http)) {
                return new PeerStream(connection.getInputStream(), false, Validator.NONE);
            }
            known.ask(http);
            http.setInstanceFollowRedirects(false);
            int status = http.getResponseCode();
            if (status == HttpURLConnection.HTTP_OK) {
                return new PeerStream(http.getInputStream(), false, Validator.of(http));
            }
            if (status == HttpURLConnection.HTTP_NOT_MODIFIED && !known.equals(Validator.NONE)) {
                return new PeerStream(InputStream.nullInputStream(), true, known);
            }
            at = redirect(at, status, http.getHeaderField("Location"));
        }
        throw new PeerException("it redirects without end", false);
    }

    private static URLConnection connect(URI uri, Proxies proxies) throws IOException {
        URLConnection connection = uri.getScheme().equalsIgnoreCase("file")
                ? uri.toURL().openConnection()
                : uri.toURL().openConnection(proxies.select(uri).get(0));
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        Optional<Authenticator> login = proxies.to(uri).flatMap(ProxyServer::authenticator);
        if (login.isPresent() && connection instanceof HttpURLConnection http) {
            http.setAuthenticator(login.get());
        }
        return connection;
    }

    private static URI redirect(URI from, int status, String location) throws IOException {
        if (status == HttpURLConnection.HTTP_NOT_FOUND || status == HttpURLConnection.HTTP_GONE) {
            throw new FileNotFoundException(from.toString());
        }
        if (status / 100 != 3 || location == null) {
            throw new PeerException("it answered with status " + status, status >= 500 || status == 429);
        }
        try {
            URI to = from.resolve(location);
            if (String.valueOf(to.getScheme()).toLowerCase(Locale.ROOT).matches("https?")) {
                return to;
            }
        } catch (IllegalArgumentException e) {
            throw new PeerException("it redirects to '" + location + "'", false);
        }
        throw new PeerException("it redirects to '" + location + "'", false);
    }

    private static String describe(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    @Override
    public int read() throws PeerException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws PeerException {
        try {
            return super.read(bytes, offset, length);
        } catch (IOException e) {
            throw new PeerException(describe(e), true);
        }
    }
}
