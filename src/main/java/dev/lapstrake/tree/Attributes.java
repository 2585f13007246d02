package dev.lapstrake.tree;

/**
 * What a tree records about an entry beside its content.
 *
 * @param mode the permission bits, with set-uid, set-gid and sticky: 0 to 07777
 * @param user the owner's numeric id
 * @param group the owning group's numeric id
 * @param modified seconds since the epoch
 */
public record Attributes(int mode, int user, int group, long modified) {
    /**
     * The one time that ships: a second after the epoch, since some tools take the epoch itself for "no time". The JVM
     * checks the times of a start-up archive's jars, so they must be the same on every build.
     */
    public static final long SHIPPED = 1;

    public static final Attributes FOLDER = new Attributes(0755, 0, 0, SHIPPED);
    public static final Attributes FILE = new Attributes(0644, 0, 0, SHIPPED);
    public static final Attributes EXECUTABLE = new Attributes(0755, 0, 0, SHIPPED);
    /** Links carry no permissions of their own; this is what Linux shows for one. */
    public static final Attributes LINK = new Attributes(0777, 0, 0, SHIPPED);

    public Attributes {
        if (mode < 0 || mode > 07777 || user < 0 || group < 0) {
            throw new IllegalArgumentException("not a mode and owner: %o %d:%d".formatted(mode, user, group));
        }
    }

    public Attributes withMode(int other) {
        return new Attributes(other, user, group, modified);
    }

    public Attributes ownedBy(int otherUser, int otherGroup) {
        return new Attributes(mode, otherUser, otherGroup, modified);
    }

    public Attributes atShippedTime() {
        return new Attributes(mode, user, group, SHIPPED);
    }
}
