/**
 * HTTP/1.1 over connections that are kept (RFC 9110, RFC 9112), a thread for each request.
 *
 * <p>The JDK's own client would do, but a build with nothing to push asks one question: that client's classes take a
 * quarter of a second to load, and its thread, which sits in the kernel, delays the end of the JVM by 0.3 s more.
 */
@NullMarked
package dev.lapstrake.http;

import org.jspecify.annotations.NullMarked;
