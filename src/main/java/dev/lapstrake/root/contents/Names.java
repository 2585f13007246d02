package dev.lapstrake.root.contents;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Who is known in a root.
 *
 * @param users those that every root has, and those that were added
 * @param groups the numbers of the groups
 */
record Names(Map<String, Pair> users, Map<String, Integer> groups) {
    private static final Map<String, Integer> USERS = Map.of("root", 0, "nobody", 65534, "nonroot", 65532);

    private static final Map<String, Integer> GROUPS =
            Map.of("root", 0, "nobody", 65534, "tty", 5, "staff", 50, "nonroot", 65532);

    /** A user's number, and that of its group. */
    record Pair(int user, int group) {}

    Names {
        users = Map.copyOf(users);
        groups = Map.copyOf(groups);
    }

    static Names standard() {
        Map<String, Pair> users = new LinkedHashMap<>();
        USERS.forEach((name, id) -> users.put(name, new Pair(id, id)));
        return new Names(users, GROUPS);
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
        Map<String, Pair> more = new LinkedHashMap<>(users);
        more.put(user.name(), new Pair(user.id(), user.group().id()));
        Map<String, Integer> moreGroups = new LinkedHashMap<>(groups);
        moreGroups.put(user.group().name(), user.group().id());
        return new Names(more, moreGroups);
    }

    /** True if a group is known just so, or not at all. */
    private boolean isFree(User.Group group) {
        Integer known = groups.get(group.name());
        return known == null ? !groups.containsValue(group.id()) : Objects.equals(known, group.id());
    }

    /** Reads a user, and perhaps a group behind a colon: by name, or by any number. */
    Pair owner(String text) throws BuildException {
        String[] parts = text.split(":", -1);
        Optional<Pair> user =
                number(parts[0]).map(id -> new Pair(id, id)).or(() -> Optional.ofNullable(users.get(parts[0])));
        Optional<Integer> group = parts.length == 1
                ? user.map(Pair::group)
                : number(parts[1]).or(() -> Optional.ofNullable(groups.get(parts[1])));
        if (parts.length > 2 || user.isEmpty() || group.isEmpty()) {
            throw new Problem(
                            "owner-malformed",
                            "<owner> of a <directory> names no user.",
                            text,
                            "write numbers, as in <owner>65532:65532</owner>, or names of <users>, root, nonroot or"
                                    + " nobody")
                    .exception();
        }
        return new Pair(user.get().user(), group.get());
    }

    private static Optional<Integer> number(String text) {
        return text.matches("\\d{1,9}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }
}
