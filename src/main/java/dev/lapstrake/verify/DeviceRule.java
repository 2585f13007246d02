package dev.lapstrake.verify;

import dev.lapstrake.tree.TarReader.Special;
import java.util.stream.Stream;

/** No device and no pipe: the runtime gives a container its own. */
final class DeviceRule implements Rule {
    @Override
    public String id() {
        return "device";
    }

    @Override
    public Stream<Violation> check(Image image) {
        return image.tree().entries().keySet().stream()
                .filter(path -> image.is(path, Special.DEVICE))
                .map(path -> image.violation(this, path, "is a device or a pipe"));
    }
}
