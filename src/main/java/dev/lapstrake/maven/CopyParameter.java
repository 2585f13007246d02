package dev.lapstrake.maven;

import dev.lapstrake.declared.Copy;
import dev.lapstrake.declared.CopyText;
import dev.lapstrake.problem.BuildException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@code <copy>}, as the POM has it. */
public final class CopyParameter {
    /** The stage that has the files. */
    @Nullable
    String from;

    /** A file or a folder of the stage; by default everything. */
    @Nullable
    String source;

    /** Where it goes; with a slash at the end, a file goes inside of it. */
    @Nullable
    String target;

    /** The permissions of every file, octal: {@code 0755}. By default those that it has. */
    @Nullable
    String mode;

    /** Whom everything belongs to: {@code nonroot}, {@code 1000}, {@code 1000:1000}. By default root. */
    @Nullable
    String owner;

    static List<Copy> all(List<CopyParameter> written) throws BuildException {
        List<Copy> copies = new ArrayList<>();
        for (CopyParameter copy : written) {
            copies.add(copy.copy());
        }
        return copies;
    }

    private Copy copy() throws BuildException {
        return new CopyText(from, source, target, mode, owner).parse();
    }
}
