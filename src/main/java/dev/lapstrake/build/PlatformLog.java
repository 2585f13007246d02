package dev.lapstrake.build;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.ForwardedLog;
import dev.lapstrake.log.Step;
import dev.lapstrake.oci.Platform;

/** Says of each step of a build for several platforms which of them it is for. */
final class PlatformLog extends ForwardedLog {
    private final Platform platform;

    PlatformLog(BuildLog next, Platform platform) {
        super(next);
        this.platform = platform;
    }

    @Override
    public void step(Step step) {
        String detail = step.detail().isEmpty() ? platform.toString() : platform + ", " + step.detail();
        super.step(new Step(step.name(), detail, step.bytes(), step.time(), step.origin()));
    }

    @Override
    public void warn(String message) {
        super.warn(platform + ": " + message);
    }
}
