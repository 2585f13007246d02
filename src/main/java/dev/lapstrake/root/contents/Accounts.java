package dev.lapstrake.root.contents;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.TreePath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Users beside those that every root has, and folders with their owners.
 *
 * @param users no two of them have a name or a number in common
 * @param folders the users' homes, and others; no path comes twice
 */
public record Accounts(List<User> users, List<OwnedFolder> folders) {
    public static final Accounts NONE = new Accounts(List.of(), List.of());

    private static final int PRIVATE = 0700;

    public Accounts {
        users = List.copyOf(users);
        folders = List.copyOf(folders);
    }

    public static Accounts parse(List<UserText> users, List<FolderText> folders) throws BuildException {
        Names names = Names.standard();
        List<User> known = new ArrayList<>();
        SortedMap<TreePath, OwnedFolder> owned = new TreeMap<>();
        for (UserText text : users) {
            User user = text.parse(names.groups());
            names = names.with(user);
            known.add(user);
            if (user.hasHome()) {
                add(
                        new OwnedFolder(
                                FolderText.path(user.home()),
                                user.id(),
                                user.group().id(),
                                PRIVATE),
                        owned);
            }
        }
        for (FolderText text : folders) {
            add(text.parse(names), owned);
        }
        return new Accounts(known, List.copyOf(owned.values()));
    }

    private static void add(OwnedFolder folder, SortedMap<TreePath, OwnedFolder> owned) throws BuildException {
        if (owned.putIfAbsent(folder.path(), folder) != null) {
            throw clash("<directories> and the homes of <users> name one folder twice.", folder.path());
        }
    }

    /** The folders as entries of a tree. */
    public SortedMap<TreePath, Entry> entries() {
        SortedMap<TreePath, Entry> entries = new TreeMap<>();
        folders.forEach(folder -> entries.put(folder.path(), folder.entry()));
        return Collections.unmodifiableSortedMap(entries);
    }

    /** Who is known in the root that has these users. */
    public Names names() {
        return Names.standard().and(users);
    }

    /** What {@code /etc/passwd} says: of the users that every root has, and of these. */
    public String passwd() {
        return Stream.concat(Names.USERS.stream(), users.stream())
                .map(User::line)
                .collect(Collectors.joining());
    }

    /** What {@code /etc/group} says. */
    public String group() {
        return lines(Names.GROUPS) + lines(ownGroups());
    }

    private List<User.Group> ownGroups() {
        return users.stream()
                .map(User::group)
                .distinct()
                .filter(group -> !Names.GROUPS.contains(group))
                .toList();
    }

    private static String lines(List<User.Group> groups) {
        return groups.stream().map(User.Group::line).collect(Collectors.joining());
    }

    List<String> userLines() {
        return users.stream().map(user -> user.line().strip()).toList();
    }

    /** Empty if there is nothing. */
    List<String> identity() {
        if (users.isEmpty() && folders.isEmpty()) {
            return List.of();
        }
        List<String> identity = new ArrayList<>(userLines());
        identity.add(lines(ownGroups()));
        folders.forEach(folder -> identity.add(folder.text()));
        return identity;
    }

    /** A folder can't be where something else is. */
    public static BuildException clash(String what, TreePath path) {
        return new Problem("directory-clash", what, path.absolute(), "write another <path>, or another <home>")
                .exception();
    }
}
