package dev.lapstrake.publish;

import dev.lapstrake.oci.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A project's version, read as semver.org and Maven read it.
 *
 * @param text as the project has it, such as {@code 1.4.2}
 */
public record ProjectVersion(String text) {
    private static final int LONGEST_TAG = 128;

    /** Numbers, then a word by which some projects say that this is a release, then what semver calls build metadata. */
    private static final Pattern RELEASE = Pattern.compile(
            "(?<numbers>\\d+(\\.\\d+){0,2})(?<word>\\.(Final|GA|RELEASE))?(\\+.*)?", Pattern.CASE_INSENSITIVE);

    /** False for a SNAPSHOT, a pre-release, and whatever else is no plain version of up to three numbers. */
    public boolean isRelease() {
        return RELEASE.matcher(text).matches();
    }

    /** The whole version as a tag; a tag can't have the {@code +} of build metadata. */
    public String tag() {
        return fit(text.replace('+', '_'));
    }

    /**
     * The whole version, and for a release the series that it is the newest of: {@code 1.4.2}, {@code 1.4}, {@code 1}.
     * In the series 0 every minor version may break what was, so {@code 0} names nothing that anyone could rely on.
     */
    List<String> series() {
        List<String> tags = new ArrayList<>(List.of(tag()));
        Matcher release = RELEASE.matcher(text);
        if (release.matches()) {
            String numbers = release.group("numbers");
            for (int dot = numbers.lastIndexOf('.'); dot > 0; dot = numbers.lastIndexOf('.', dot - 1)) {
                tags.add(numbers.substring(0, dot));
            }
        }
        return tags.stream().filter(tag -> !tag.equals("0") || text.equals("0")).toList();
    }

    /** Makes of a name what can be a tag: each character that no tag has becomes a hyphen. */
    static String fit(String name) {
        String tag = name.replaceAll("[^a-zA-Z0-9_.-]", "-").replaceFirst("^[.-]+", "");
        String cut = tag.substring(0, Math.min(tag.length(), LONGEST_TAG));
        return ImageReference.isTag(cut) ? cut : "_";
    }
}
