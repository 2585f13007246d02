package dev.lapstrake.verify;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** No shell: whoever gets in finds nothing to type into. */
final class ShellRule implements Rule {
    private static final Pattern NAMES = Pattern.compile(
            "sh|r?bash|dash|ash|busybox(\\.static)?|toybox|zsh|[rm]?ksh(93)?|t?csh|fish|pwsh|nu|xonsh|static-sh");

    @Override
    public String id() {
        return "shell";
    }

    @Override
    public Stream<Violation> check(Image image) {
        return image.programs(NAMES.asMatchPredicate()).map(path -> image.violation(this, path, "is a shell"));
    }
}
