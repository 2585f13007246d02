package dev.lapstrake.declared;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.root.contents.FileMode;
import dev.lapstrake.root.contents.Names;
import dev.lapstrake.tree.TreePath;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A copy as a user writes it; null is what was left out.
 *
 * @param source the whole stage if nothing is said; a slash at its beginning, or its end, says nothing
 * @param target {@code /}, {@code .} or empty for the top; a slash at its end makes it a folder
 * @param mode three or four octal digits, with or without a zero before them
 * @param owner numbers or names, as {@link Names#owner} reads them; root if nothing is said
 */
public record CopyText(
        @Nullable String from,
        @Nullable String source,
        @Nullable String target,
        @Nullable String mode,
        @Nullable String owner) {
    public Copy parse() throws BuildException {
        if (from == null || from.isBlank()) {
            throw malformed(
                    "<copy> does not say which stage it takes files from.",
                    String.valueOf(source),
                    "write the name of a stage in <from>");
        }
        if (target == null) {
            throw malformed(
                    "<copy> does not say where the files go.",
                    from + ": " + source,
                    "write a path in <target>, or <target>.</target> for the top");
        }
        Optional<TreePath> path = path("target", target);
        boolean isFolder = path.isEmpty() || target.strip().matches("(?s).*/\\.?");
        Copy.Target place = new Copy.Target(path, isFolder);
        return new Copy(from.strip(), path("source", source == null ? "" : source), place, settings());
    }

    private static Optional<TreePath> path(String element, String text) throws BuildException {
        List<String> names = Arrays.stream(text.strip().split("/", -1))
                .filter(name -> !name.isEmpty() && !name.equals("."))
                .toList();
        if (names.contains("..") || text.indexOf('\0') >= 0) {
            throw malformed(
                    "<" + element + "> of a <copy> leads out of the files that it is about.",
                    text,
                    "write a path without '..'");
        }
        if (element.equals("source") && (text.contains("*") || text.contains("?"))) {
            throw malformed(
                    "<source> of a <copy> is a pattern.",
                    text,
                    "name one file or folder; what a folder holds comes along");
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(new TreePath(String.join("/", names)));
    }

    private static BuildException malformed(String what, String found, String fix) {
        return new Problem("copy-malformed", what, found, fix).exception();
    }

    private Copy.Settings settings() throws BuildException {
        return new Copy.Settings(
                mode == null ? Optional.empty() : Optional.of(FileMode.parse("copy", mode)),
                owner == null ? Copy.Settings.PLAIN.owner() : owner.strip());
    }
}
