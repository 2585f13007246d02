package dev.lapstrake.verify;

import dev.lapstrake.tree.TreePath;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** No compiler, and no other tool that makes or fetches programs. */
final class BuildToolRule implements Rule {
    private static final Pattern NAMES = Pattern.compile("([a-z0-9_]+-linux-[a-z0-9]+-)?"
            + "(gcc|g\\+\\+|cc|c\\+\\+|c[89]9(-gcc)?|cpp|clang(\\+\\+)?|tcc|ld(\\.(bfd|gold|lld|so))?|as|ar|ranlib|objcopy)(-[\\d.]+)?"
            + "|g?make|cmake|ninja|meson|rustc|cargo|go|gofmt|javac|javap|jlink|jmod|jdeps|jpackage|kotlinc|scalac"
            + "|mvn|gradle|ant|sbt|bazel|npm|npx|yarn|pnpm|tsc|pip[\\d.]*|gem|bundle|composer");

    private static final Pattern FOLDER = Pattern.compile(".*/(s?bin|libexec)");

    @Override
    public String id() {
        return "build-tool";
    }

    @Override
    public Stream<Violation> check(Image image) {
        return image.programs(NAMES.asMatchPredicate().and(name -> !name.equals("ld.so")))
                .filter(path -> isInFolderOfPrograms(path, image))
                .map(path -> image.violation(this, path, "is a compiler or a build tool"));
    }

    /** Elsewhere such names are of other things: scripts that go with a library, samples. */
    private static boolean isInFolderOfPrograms(TreePath path, Image image) {
        String folder = path.parent().map(TreePath::absolute).orElse("/");
        return FOLDER.matcher(folder).matches()
                || List.of(image.container()
                                .environment()
                                .getOrDefault("PATH", "")
                                .split(":", -1))
                        .contains(folder);
    }
}
