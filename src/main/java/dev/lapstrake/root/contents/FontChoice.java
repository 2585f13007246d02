package dev.lapstrake.root.contents;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Whether a root has fonts. */
public sealed interface FontChoice {
    /** What finds fonts reads this package's settings; the rest of it is for maintainer scripts. */
    String SETTINGS = "fontconfig-config";

    /** The fonts of the distroless images: sans, serif and mono, with Latin, Greek and Cyrillic letters. */
    Set<String> STANDARD = Set.of("fonts-dejavu-core");

    /** Fonts for an application that is seen to draw text. */
    record Auto() implements FontChoice {}

    record None() implements FontChoice {}

    /** These fonts, whatever the application is seen to do. */
    record Named(SortedSet<String> packages) implements FontChoice {
        public Named {
            packages = Collections.unmodifiableSortedSet(new TreeSet<>(packages));
        }
    }

    /** Reads {@code auto}, {@code none}, or names of packages with commas or blanks between them. */
    static FontChoice parse(String text) throws BuildException {
        SortedSet<String> words = new TreeSet<>(Arrays.asList(text.strip().split("[\\s,]+")));
        if (words.equals(Set.of("auto"))) {
            return new Auto();
        }
        if (words.equals(Set.of("none"))) {
            return new None();
        }
        if (words.contains("auto") || !words.stream().allMatch(word -> word.matches("[a-z0-9][a-z0-9+.-]+"))) {
            throw new Problem(
                            "fonts-malformed",
                            "<fonts> is neither auto nor none, nor names of Debian packages.",
                            text,
                            "write <fonts>fonts-dejavu-core,fonts-noto-core</fonts>, for example")
                    .exception();
        }
        return new Named(words);
    }

    default FontChoice settled(boolean drawsText) {
        return this instanceof Auto ? drawsText ? new Named(new TreeSet<>(STANDARD)) : new None() : this;
    }

    /** The packages with the fonts; none as long as it is not settled. */
    default Set<String> packages() {
        return this instanceof Named named ? named.packages() : Set.of();
    }

    default Map<String, FileChoice> parts() {
        return this instanceof Named
                ? Map.of(SETTINGS, FileChoice.of(path -> path.matches("(etc/fonts|usr/share/(fontconfig|xml))/.+")))
                : Map.of();
    }
}
