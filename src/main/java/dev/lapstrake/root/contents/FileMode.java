package dev.lapstrake.root.contents;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;

/** Reads permissions. */
public final class FileMode {
    private FileMode() {}

    /**
     * @param element whose mode it is
     * @param text three or four octal digits, with or without a zero before them
     */
    public static int parse(String element, String text) throws BuildException {
        if (!text.strip().matches("0?[0-7]{3,4}")) {
            throw new Problem(
                            "mode-malformed",
                            "<mode> of a <" + element + "> is no file mode.",
                            text,
                            "write octal digits, as in <mode>0644</mode>")
                    .exception();
        }
        return Integer.parseInt(text.strip(), 8);
    }
}
