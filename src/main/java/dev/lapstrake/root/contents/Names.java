package dev.lapstrake.root.contents;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Who is known in a root.
 *
 * @param users those that every root has, and those that were added, with their groups
 * @param groups the numbers of the groups
 */
public record Names(Map<String, Owner> users, Map<String, Integer> groups) {
    /** Whom an image's programs run as unless something else is said: the user of the distroless images. */
    public static final User NONROOT = new User("nonroot", 65532, new User.Group("nonroot", 65532), "/home/nonroot");

    /** Those that every root has (Debian policy 9.2.2 for nobody's number), as the distroless images do. */
    static final List<User> USERS = List.of(
            new User("root", 0, new User.Group("root", 0), "/root"),
            new User("nobody", 65534, new User.Group("nobody", 65534), User.NO_HOME),
            NONROOT);

    static final List<User.Group> GROUPS = List.of(
            new User.Group("root", 0),
            new User.Group("nobody", 65534),
            new User.Group("tty", 5),
            new User.Group("staff", 50),
            new User.Group("nonroot", 65532));

    public Names {
        users = Map.copyOf(users);
        groups = Map.copyOf(groups);
    }

    /** The names that every root made here has. */
    public static Names standard() {
        Map<String, Integer> groups = new LinkedHashMap<>();
        GROUPS.forEach(group -> groups.put(group.name(), group.id()));
        return new Names(Map.of(), groups).and(USERS);
    }

    /** These names, and those of users who go together with them. */
    Names and(List<User> others) {
        Map<String, Owner> more = new LinkedHashMap<>(users);
        Map<String, Integer> moreGroups = new LinkedHashMap<>(groups);
        for (User user : others) {
            more.put(user.name(), new Owner(user.id(), user.group().id()));
            moreGroups.put(user.group().name(), user.group().id());
        }
        return new Names(more, moreGroups);
    }

    /** These names, and those of another user and its group. */
    Names with(User user) throws BuildException {
        boolean taken =
                users.containsKey(user.name()) || users.values().stream().anyMatch(known -> known.user() == user.id());
        if (taken || !isFree(user.group())) {
            throw new Problem(
                            "users-clash",
                            "<users> has a name or a number that is somebody else's already.",
                            user.line().strip(),
                            "mind that root is 0, nobody 65534, nonroot 65532, and that the groups tty and staff are 5"
                                    + " and 50")
                    .exception();
        }
        return and(List.of(user));
    }

    /** True if a group is known just so, or not at all. */
    private boolean isFree(User.Group group) {
        Integer known = groups.get(group.name());
        return known == null ? !groups.containsValue(group.id()) : Objects.equals(known, group.id());
    }

    /**
     * Reads a user, and perhaps a group behind a colon: by name, or by any number. Without one it is the user's own, and of a
     * number that of the same number.
     */
    public Owner owner(String text) throws BuildException {
        return find(text).orElseThrow(() -> new Problem(
                        "owner-malformed",
                        "<owner> names no user.",
                        text,
                        "write numbers, as in <owner>65532:65532</owner>, or root, nonroot, nobody, or the name of"
                                + " one of <users>")
                .exception());
    }

    /** Does so; empty if there is no such user, or no such group. */
    public Optional<Owner> find(String text) {
        String[] parts = text.split(":", -1);
        Optional<Owner> user =
                number(parts[0]).map(id -> new Owner(id, id)).or(() -> Optional.ofNullable(users.get(parts[0])));
        Optional<Integer> group = parts.length == 1
                ? user.map(Owner::group)
                : number(parts[1]).or(() -> Optional.ofNullable(groups.get(parts[1])));
        return parts.length > 2 || group.isEmpty()
                ? Optional.empty()
                : user.map(who -> new Owner(who.user(), group.get()));
    }

    private static Optional<Integer> number(String text) {
        return text.matches("\\d{1,9}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }
}
