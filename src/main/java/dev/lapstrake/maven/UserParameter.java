package dev.lapstrake.maven;

import dev.lapstrake.root.contents.UserText;
import org.jspecify.annotations.Nullable;

/** A {@code <user>}, as the POM has it. */
public final class UserParameter {
    /** What it is called: small letters, digits, {@code -} and {@code _}. */
    @Nullable
    String name;

    /** Its number. */
    @Nullable
    String id;

    /** The name of its group; by default that of the user. */
    @Nullable
    String group;

    /** The number of its group; by default that of the user. */
    @Nullable
    String groupId;

    /** Its folder, which is made; by default none. */
    @Nullable
    String home;

    UserText text() {
        return new UserText(name, id, group, groupId, home);
    }
}
