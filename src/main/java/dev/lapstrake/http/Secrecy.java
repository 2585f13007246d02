package dev.lapstrake.http;

import dev.lapstrake.problem.BuildException;
import java.net.URI;
import javax.net.ssl.SSLContext;

/** Says how TLS is spoken with a server. */
@FunctionalInterface
public interface Secrecy {
    /** What to speak TLS with; asked for each new connection that is not in the clear. */
    SSLContext with(URI server) throws BuildException;
}
