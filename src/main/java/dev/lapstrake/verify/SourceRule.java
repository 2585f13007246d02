package dev.lapstrake.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** No source files: an image has what runs, not what that was made of. */
final class SourceRule implements Rule {
    private static final Pattern SOURCE = Pattern.compile(
            ".*\\.(java|kt|scala)|pom\\.xml|build\\.gradle(\\.kts)?|build\\.sbt|Dockerfile|Jenkinsfile");
    private static final Pattern HISTORY = Pattern.compile(".*/\\.git/HEAD");

    @Override
    public String id() {
        return "source";
    }

    @Override
    public Stream<Violation> check(Image image) throws IOException {
        List<Violation> found = new ArrayList<>();
        CodeFiles.ofApplication(image).forEach(file -> {
            if (isSource(file)) {
                found.add(file.violation(this, image, "is a source file"));
            }
        });
        return found.stream();
    }

    /** Jars carry the POMs that they were built with. */
    private static boolean isSource(CodeFile file) {
        return (SOURCE.matcher(file.shortName()).matches() && !file.name().contains("META-INF/"))
                || HISTORY.matcher(file.name()).matches();
    }
}
