package dev.lapstrake.root.contents;

/**
 * A user of an image.
 *
 * @param home an absolute path
 */
public record User(String name, int id, Group group, String home) {
    /** What a home is called that does not exist (Debian policy 9.2.3). */
    static final String NO_HOME = "/nonexistent";

    /** A group, which several users may share. */
    public record Group(String name, int id) {
        String line() {
            return name + ":x:" + id + ":\n";
        }
    }

    /** The user as {@code passwd(5)} has it; nobody logs in. */
    String line() {
        return String.join(
                        ":", name, "x", Integer.toString(id), Integer.toString(group.id), name, home, "/sbin/nologin")
                + "\n";
    }

    boolean hasHome() {
        return !home.equals(NO_HOME);
    }
}
