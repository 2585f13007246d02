package dev.lapstrake.lock;

import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.util.SortedMap;

/** Packages that a build has taken out of a suite's archives. */
public interface Taken {
    /** What there is to tell of where they are from: for a report. */
    SortedMap<String, String> facts();

    /** All that a lock says of them. That takes a while: signatures are checked, and packages opened. */
    LockedSuite toLock() throws IOException, BuildException;
}
