package dev.lapstrake.root.contents;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Time zones for programs that do not bring them, as Java does.
 *
 * @param names {@code all} alone, or those of the tz database: {@code Europe/Berlin}
 */
public record TimeZones(SortedSet<String> names) {
    public static final TimeZones NONE = new TimeZones(new TreeSet<>());

    private static final String ALL = "all";
    private static final String FOLDER = "usr/share/zoneinfo/";

    /** Zones that count leap seconds, which nobody's clock does, and the machine's own, which a root does not have. */
    private static final String LEFT_OUT = "(right|posix)/.*|localtime";

    public TimeZones {
        names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    static TimeZones parse(Collection<String> written) throws BuildException {
        SortedSet<String> names = new TreeSet<>(written);
        for (String name : names) {
            if (!name.matches("[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*")) {
                throw unknown(name);
            }
        }
        return new TimeZones(names.contains(ALL) ? new TreeSet<>(Set.of(ALL)) : names);
    }

    /** Old names, such as US/Eastern, are in a package of their own since trixie; before, there is no such package. */
    Map<String, FileChoice> parts() {
        FileChoice zones = FileChoice.of(this::has);
        return names.isEmpty() ? Map.of() : Map.of("tzdata", zones, "tzdata-legacy", zones);
    }

    private boolean has(String path) {
        if (!path.startsWith(FOLDER)) {
            return false;
        }
        String name = path.substring(FOLDER.length());
        return names.contains(ALL) ? !name.matches(LEFT_OUT) : names.contains(name);
    }

    void check(Predicate<String> has) throws BuildException {
        for (String name : names) {
            if (!name.equals(ALL) && !has.test(FOLDER + name)) {
                throw unknown(name);
            }
        }
    }

    private static BuildException unknown(String name) {
        return new Problem(
                        "timezone-unknown",
                        "<timezones> names a time zone that the Debian suite does not have.",
                        name,
                        "write a name of the tz database, for example <timezone>Europe/Berlin</timezone>, or"
                                + " <timezone>all</timezone>")
                .exception();
    }
}
