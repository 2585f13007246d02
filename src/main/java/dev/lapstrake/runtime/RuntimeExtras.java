package dev.lapstrake.runtime;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a runtime can do that not every one can.
 *
 * @param drawsText whether text on images is drawn, for which the root has fonts
 * @param languages of which the names of days, months and the like are there (BCP 47); empty for what the modules have
 */
public record RuntimeExtras(boolean drawsText, SortedSet<String> languages) {
    public static final RuntimeExtras NONE = new RuntimeExtras(false, new TreeSet<>());

    /** The module with the languages. */
    public static final String LANGUAGES = "jdk.localedata";

    /** The module that draws. */
    public static final String DRAWING = "java.desktop";

    public RuntimeExtras {
        languages = Collections.unmodifiableSortedSet(new TreeSet<>(languages));
    }

    /** The modules that this takes. */
    public Set<String> modules() {
        Set<String> modules = new TreeSet<>();
        if (drawsText) {
            modules.add(DRAWING);
        }
        if (!languages.isEmpty()) {
            modules.add(LANGUAGES);
        }
        return modules;
    }
}
