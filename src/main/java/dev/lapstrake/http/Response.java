package dev.lapstrake.http;

import java.io.InputStream;

/**
 * What a server said to a {@link Call}, whatever its status is.
 *
 * @param body to be closed; as long as it is not, the connection is nobody else's
 */
public record Response(int status, Headers headers, InputStream body) {}
