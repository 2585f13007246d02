package dev.lapstrake.verify;

import dev.lapstrake.tree.TarReader.Special;
import java.util.stream.Stream;

/** No file that runs with more rights than whoever starts it. A folder's set-gid bit gives no rights. */
final class SetUidRule implements Rule {
    private static final int SET_UID = 04000;
    private static final int SET_GID = 02000;

    @Override
    public String id() {
        return "set-uid";
    }

    @Override
    public Stream<Violation> check(Image image) {
        return image.files().flatMap(found -> {
            int mode = found.file().attributes().mode();
            Stream<String> kinds = Stream.of(
                            (mode & SET_UID) != 0 ? "set-uid" : "",
                            (mode & SET_GID) != 0 ? "set-gid" : "",
                            image.is(found.path(), Special.CAPABILITIES) ? "a capability of its own" : "")
                    .filter(kind -> !kind.isEmpty());
            return kinds.map(kind -> image.violation(this, found.path(), "runs with others' rights: " + kind));
        });
    }
}
