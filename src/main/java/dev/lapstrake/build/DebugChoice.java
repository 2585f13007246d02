package dev.lapstrake.build;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.List;
import java.util.Optional;

/** Which image there is to be beside an image, to look into its containers with. */
public enum DebugChoice {
    NONE,
    /** The image with a shell and its commands. */
    SHELL,
    /** The same, and what looks into a JVM. */
    SHELL_AND_JDK;

    static final String SUFFIX = "-debug";
    private static final int LONGEST_TAG = 128;

    /** What the image beside that of a tag is called. */
    public static String tag(String tag) {
        return tag + SUFFIX;
    }

    void check(ImageName name) throws BuildException {
        if (this == NONE) {
            return;
        }
        List<String> tags = name.tags();
        Optional<String> unfit = tags.stream()
                .filter(tag -> tag(tag).length() > LONGEST_TAG || tags.contains(tag(tag)))
                .findFirst();
        if (unfit.isPresent()) {
            throw new Problem(
                            "debug-tag-unfit",
                            "<debug> can't call its image by this tag with '" + SUFFIX + "' behind it: that is too long"
                                    + " for a tag, or in <tags> already.",
                            unfit.get(),
                            "write another tag")
                    .exception();
        }
    }
}
