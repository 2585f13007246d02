package dev.lapstrake.tree;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a file system tells of a file without reading it, as git's index keeps it.
 *
 * @param modified nanoseconds since 1970, as the next
 * @param changed when anything of the file changed last, which no program can set; the time of modification where the
 *     system does not tell
 * @param identity the inode, or 0 where the system does not tell
 */
public record FileState(long size, long modified, long changed, long identity) {
    /** The state of a file, or of what a link leads to. */
    public static FileState of(Path file) throws IOException {
        return DiskEntry.of(file).state();
    }

    /** The same without what changes, too, when the file gets another name, or loses one. */
    public FileState withoutNames() {
        return new FileState(size, modified, modified, identity);
    }

    /** Written out: what the JDK would make of it at run time takes 20 ms of a build's start. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FileState state
                && state.size == size
                && state.modified == modified
                && state.changed == changed
                && state.identity == identity;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(31 * (31 * (31 * size + modified) + changed) + identity);
    }

    /** True if all that could happen to the file since a moment would show. */
    public boolean isOlderThan(long moment) {
        return modified < moment && changed < moment;
    }
}
