package dev.lapstrake.assemble;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.regex.Pattern;

/**
 * Whom the application runs as (OCI image-spec, config.md, {@code User}).
 *
 * @param name a number or a name, with a group's behind a colon where one was given
 */
public record ContainerUser(String name) {
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,10}|[a-z_][a-z0-9_-]{0,31})(:(\\d{1,10}|[a-z_][a-z0-9_-]{0,31}))?");

    /** The user {@code nonroot} of the distroless images, as a number: Kubernetes can check only numbers. */
    public static final ContainerUser NONROOT = new ContainerUser("65532");

    /** True unless it is numbers alone, which mean somebody in any image. */
    public boolean isByName() {
        return !name.matches("[0-9:]+");
    }

    /** Reads {@code 1000}, {@code 1000:1000}, {@code nonroot} or {@code nonroot:nonroot}. */
    public static ContainerUser parse(String text) throws BuildException {
        if (!FORM.matcher(text).matches()) {
            throw new Problem(
                            "user-malformed",
                            "<user> is neither a user's number nor a name.",
                            text,
                            "write a number, for example <user>65532</user>, or <user>65532:65532</user> with a group")
                    .exception();
        }
        return new ContainerUser(text);
    }
}
