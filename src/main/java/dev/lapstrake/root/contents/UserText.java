package dev.lapstrake.root.contents;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A user as it is written; null is what was left out. */
public record UserText(
        @Nullable String name,
        @Nullable String id,
        @Nullable String group,
        @Nullable String groupId,
        @Nullable String home) {
    /** What tools that make users agree on. */
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");

    private static final String EXAMPLE = "<user><name>app</name><id>1000</id></user>";

    /**
     * @param known the groups that there are already, by name
     */
    User parse(Map<String, Integer> known) throws BuildException {
        String called = name("name", Optional.ofNullable(name).orElse(""));
        int number = number("id", Optional.ofNullable(id).orElse(""));
        String groupName = group == null ? called : name("group", group);
        int groupNumber = groupId == null ? known.getOrDefault(groupName, number) : number("groupId", groupId);
        return new User(called, number, new User.Group(groupName, groupNumber), homePath());
    }

    private String name(String element, String text) throws BuildException {
        if (!NAME.matcher(text).matches()) {
            throw malformed(
                    "<" + element + "> of a <user> is no name of a user or group.",
                    text,
                    "write small letters, digits, '-' and '_', for example " + EXAMPLE);
        }
        return text;
    }

    private int number(String element, String text) throws BuildException {
        if (!text.matches("\\d{1,9}")) {
            throw malformed(
                    "<" + element + "> of the <user> '" + name + "' is no number of a user or group.",
                    text,
                    "write a number, for example " + EXAMPLE);
        }
        return Integer.parseInt(text);
    }

    private String homePath() throws BuildException {
        String path = Optional.ofNullable(home).orElse(User.NO_HOME);
        if (!FolderText.isAbsolute(path) || path.contains(":")) {
            throw malformed(
                    "<home> of the <user> '" + name + "' is no absolute path.",
                    path,
                    "write a path from the image's top, for example <home>/home/" + name + "</home>");
        }
        return path;
    }

    private static BuildException malformed(String what, String found, String fix) {
        return new Problem("user-declaration-malformed", what, found, fix).exception();
    }
}
