package dev.lapstrake.http;

import java.io.IOException;
import java.time.Duration;

/** The other side was waited for long enough. The message goes on after its name. */
public final class TimedOut extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean connecting;

    private TimedOut(String message, boolean connecting) {
        super(message);
        this.connecting = connecting;
    }

    static TimedOut connecting() {
        return new TimedOut("did not answer in time", true);
    }

    static TimedOut sending(Duration patience) {
        return after("took no more of what it was sent for ", patience);
    }

    static TimedOut waiting(Duration patience) {
        return after("gave no answer for ", patience);
    }

    static TimedOut reading(Duration patience) {
        return after("sent nothing for ", patience);
    }

    private static TimedOut after(String what, Duration patience) {
        return new TimedOut(what + patience.toSeconds() + " s", false);
    }

    /** True if no connection had come about. */
    public boolean isConnecting() {
        return connecting;
    }
}
