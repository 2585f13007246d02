package dev.lapstrake.log;

import java.time.Duration;

/**
 * A step that has ended.
 *
 * @param name what the step makes, a word or two: {@code root}, {@code runtime}, {@code push}
 * @param detail what came of it, in a few words; may be empty
 * @param bytes the size of what came of it as it travels (compressed), or 0 where that says nothing
 * @param time how long it took
 * @param origin where what came of it is from
 */
public record Step(String name, String detail, long bytes, Duration time, Origin origin) {
    /** A step of this machine: made, or taken from what it made earlier. */
    public Step(String name, String detail, long bytes, Duration time, boolean reused) {
        this(name, detail, bytes, time, reused ? Origin.CACHE : Origin.BUILT);
    }

    /** True if nothing was made, because an earlier result serves. */
    public boolean reused() {
        return origin != Origin.BUILT;
    }
}
