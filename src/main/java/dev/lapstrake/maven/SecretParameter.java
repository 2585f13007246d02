package dev.lapstrake.maven;

import dev.lapstrake.assemble.Environment;
import dev.lapstrake.command.Secret;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@code <secret>}, as the POM has it: where a value is that commands get, and that nothing else may see. */
public final class SecretParameter {
    /** The variable that commands see. */
    @Nullable
    String name;

    /** The variable of the build's own environment that has the value; by default of the same name. */
    @Nullable
    String variable;

    /** The file that has the value, instead of a variable. */
    @Nullable
    String file;

    /** True if the commands' variable is to hold the path of a private file with the value, rather than the value. */
    boolean asFile;

    /** False if the stage can do without. */
    boolean required = true;

    /** The variable that commands get it in. */
    String name() throws BuildException {
        if (name == null || !Environment.isName(name)) {
            throw new Problem(
                            "secret-name-malformed",
                            "<secret> needs the <name> of the variable that commands see.",
                            Optional.ofNullable(name).orElse(""),
                            "use letters, digits and '_', for example <secret><name>NPM_TOKEN</name></secret>")
                    .exception();
        }
        return name;
    }

    Secret secret(Path project) throws BuildException {
        Secret.Source source = file == null
                ? new Secret.Source.Variable(Optional.ofNullable(variable).orElse(name()))
                : new Secret.Source.File(project.resolve(file));
        return new Secret(source, asFile, required);
    }
}
