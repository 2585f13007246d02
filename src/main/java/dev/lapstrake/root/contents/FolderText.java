package dev.lapstrake.root.contents;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.root.deb.UsrMerge;
import dev.lapstrake.tree.TreePath;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A folder as it is written; null is what was left out.
 *
 * @param owner the name of a user or a number, and perhaps a group's behind a colon; by default root
 * @param mode octal digits; by default 0755
 */
public record FolderText(
        @Nullable String path,
        @Nullable String owner,
        @Nullable String mode) {
    OwnedFolder parse(Names names) throws BuildException {
        String place = Optional.ofNullable(path).orElse("").strip();
        if (!isAbsolute(place)) {
            throw new Problem(
                            "directory-malformed",
                            "<path> of a <directory> is no absolute path below the image's top.",
                            place,
                            "write <path>/data</path>, for example")
                    .exception();
        }
        Owner owned = names.owner(Optional.ofNullable(owner).orElse("root").strip());
        int permissions = FileMode.parse("directory", Optional.ofNullable(mode).orElse("0755"));
        return new OwnedFolder(path(place), owned.user(), owned.group(), permissions);
    }

    static boolean isAbsolute(String path) {
        return path.matches("(/[^/\\x00-\\x1f]+)+/?") && !(path + "/").matches(".*/\\.\\.?/.*");
    }

    /** Where an absolute path lies in a root. */
    static TreePath path(String absolute) {
        return UsrMerge.path(TreePath.of(absolute.substring(1)));
    }
}
