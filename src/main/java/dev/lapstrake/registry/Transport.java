package dev.lapstrake.registry;

import dev.lapstrake.http.Call;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;

/**
 * The one way out to the network. What goes for every request, such as following redirects or trying again, is a
 * transport around a transport. Safe for use by several threads.
 */
interface Transport {
    /**
     * Sends a request, and waits for the head of the answer, whatever its status is.
     *
     * @throws PeerException if there is no answer
     */
    Answer send(Call call) throws IOException, BuildException;
}
