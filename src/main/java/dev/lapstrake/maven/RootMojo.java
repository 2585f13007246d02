package dev.lapstrake.maven;

import dev.lapstrake.build.DiskProblem;
import dev.lapstrake.build.FoundationChoice;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.root.contents.Accounts;
import dev.lapstrake.root.contents.CertificateFiles;
import dev.lapstrake.root.contents.ChosenNames;
import dev.lapstrake.root.contents.FontChoice;
import dev.lapstrake.root.contents.Regions;
import dev.lapstrake.root.contents.RootContents;
import dev.lapstrake.root.contents.Trim;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What says what the application, and what stages hand over, is laid on. */
abstract class RootMojo extends StagedMojo {
    /**
     * An image in a registry to lay everything on, instead of a root and a runtime made for it. For a Java application it
     * must have {@code java} on its path, for example {@code gcr.io/distroless/java21-debian13}.
     */
    @Parameter(property = "lapstrake.base")
    @Nullable
    String base;

    /** Debian packages to have in the root, or on the {@code <base>} if it is Debian's, with what they need. */
    @Parameter(property = "lapstrake.packages")
    List<String> packages = List.of();

    /**
     * Locales beside {@code C.UTF-8}, such as {@code de_DE} or {@code fr_FR.UTF-8}: for the C library, and for Java's own
     * names of days, months, languages and currencies.
     */
    @Parameter(property = "lapstrake.locales")
    List<String> locales = List.of();

    /**
     * Time zones for programs that are not Java, such as {@code Europe/Berlin}, or {@code all}. Java brings all of them
     * itself.
     */
    @Parameter(property = "lapstrake.timezones")
    List<String> timezones = List.of();

    /**
     * Fonts, and the libraries that draw them: {@code auto} for an application that is seen to draw text, {@code none}, or
     * the names of Debian's packages of fonts, with commas between them.
     */
    @Parameter(property = "lapstrake.fonts", defaultValue = "auto")
    String fonts = "auto";

    /** Files of certificates (PEM) to trust beside those of Debian's ca-certificates, such as a company's own. */
    @Parameter(property = "lapstrake.certificates")
    List<File> certificates = List.of();

    /** Users that the image knows beside root, nobody and nonroot. */
    @Parameter
    List<UserParameter> users = List.of();

    /** Folders that the root has, each with its owner and permissions: what a user other than root may write to. */
    @Parameter
    List<DirectoryParameter> directories = List.of();

    /**
     * What of the packages in {@code <packages>}, and of those that they need, is taken: {@code libraries} for what the
     * image's programs load, {@code none} for the whole of each package. By default {@code libraries}; on a {@code <base>}
     * that dpkg keeps records of, {@code none}.
     */
    @Parameter(property = "lapstrake.trim")
    @Nullable
    String trim;

    /** True for an image that is pushed at once, so that the layers of its base need not come here. */
    boolean leavesBase() {
        return false;
    }

    final FoundationChoice foundation() throws BuildException {
        Optional<Trim> trimmed = trim == null || trim.isBlank() ? Optional.empty() : Optional.of(Trim.parse(trim));
        if (base == null) {
            return new FoundationChoice.Distroless(contents(trimmed.orElse(Trim.LIBRARIES)));
        }
        RootContents contents = contents(Trim.LIBRARIES);
        if (!contents.identity().isEmpty()) {
            throw new Problem(
                            "base-with-root",
                            "<base> names an image, and what is said of a root that is made has no place in it.",
                            String.join("; ", contents.facts().keySet()),
                            "leave out <base>, or <locales>, <timezones>, <certificates>, <users>, <directories> and"
                                    + " <fonts>")
                    .exception();
        }
        return new FoundationChoice.Base(
                ImageReference.parse(base, "base"), Parsed.list(packages), trimmed, leavesBase());
    }

    private RootContents contents(Trim trimmed) throws BuildException {
        try {
            return new RootContents(
                    new ChosenNames(new TreeSet<>(Parsed.list(packages)), trimmed),
                    FontChoice.parse(fonts),
                    Regions.parse(Parsed.list(locales), Parsed.list(timezones)),
                    CertificateFiles.read(Parsed.files(certificates)),
                    Accounts.parse(
                            users.stream().map(UserParameter::text).toList(),
                            directories.stream().map(DirectoryParameter::text).toList()));
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
    }
}
