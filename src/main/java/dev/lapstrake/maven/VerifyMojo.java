package dev.lapstrake.maven;

import dev.lapstrake.build.ImageVerify;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.verify.Budget;
import dev.lapstrake.verify.Policy;
import dev.lapstrake.verify.Profile;
import dev.lapstrake.verify.Verified;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the image that {@code build} left in {@code target/lapstrake}, or at any other, and fails the build if it has
 * what an image must not have: a shell, a secret, a program without its libraries. Every violation is listed, with what to
 * write to allow it; {@code docs/verify.md} explains the rules. Where there is no POM, {@code -Dlapstrake.image} names the
 * image to look at.
 */
@Mojo(name = "verify", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public final class VerifyMojo extends ImageMojo {
    private static final Set<String> UNNAMED = Set.of("default", "default-cli");

    /**
     * What comes of violations: {@code distroless} fails the build, {@code base} reports them, for an image with a base that
     * has a shell and more, and {@code none} looks for nothing.
     */
    @Parameter(property = "lapstrake.policy", defaultValue = "distroless")
    String policy = "distroless";

    /**
     * What the image may have all the same: a rule ({@code root-user}), a rule and where ({@code shell:/busybox/**}), or
     * where alone ({@code /busybox/**}).
     */
    @Parameter(property = "lapstrake.allow")
    List<String> allow = List.of();

    /** How large the image may be, all its layers compressed: {@code 150MB}. */
    @Parameter(property = "lapstrake.maxSize")
    @Nullable
    String maxSize;

    /** How much larger than {@code <lastRelease>} the image may be: {@code 10%} or {@code 5MB}. */
    @Parameter(property = "lapstrake.maxGrowth")
    @Nullable
    String maxGrowth;

    /** The image that {@code <maxGrowth>} compares with, by the same names as {@code lapstrake.verify.image}. */
    @Parameter(property = "lapstrake.lastRelease")
    @Nullable
    String lastRelease;

    /**
     * The image to look at, instead of the one that was built: a name in a registry, {@code oci:FOLDER[:TAG]},
     * {@code oci-archive:FILE[:TAG]} or {@code docker-archive:FILE[:NAME]}.
     */
    @Parameter(property = "lapstrake.verify.image")
    @Nullable
    String verifiedImage;

    /** Which platform's image is looked at, of one by name; by default this machine's. */
    @Parameter(property = "lapstrake.platform")
    @Nullable
    String platform;

    @Parameter(defaultValue = "${mojo.executionId}", readonly = true)
    String executionId = "default";

    @Inject
    ToolchainManager toolchains;

    @Override
    boolean hasImage() {
        return verifiedImage != null || !hasPom() || super.hasImage();
    }

    @Override
    void run(BuildLog log) throws BuildException, MojoFailureException {
        Profile profile = Profile.parse(policy);
        if (profile == Profile.NONE) {
            getLog().info("Skipped: <policy> is none");
            return;
        }
        if (isSkippedModule()) {
            skipModule();
            return;
        }
        ImageVerify verify =
                new ImageVerify(workplace(), registries(log), new BuildJdk(toolchains, session).home(), log);
        Optional<String> named = named();
        List<Verified> verified = look(verify, profile, named);
        Path report = verify.report(verified, reportName(named));
        verified.forEach(image -> tell(new VerdictText(image), profile));
        if (profile == Profile.DISTROLESS) {
            requireNoViolation(verified, report);
        }
    }

    private List<Verified> look(ImageVerify verify, Profile profile, Optional<String> named) throws BuildException {
        ImageVerify.Policies policies = each -> Policy.of(profile, Parsed.list(allow), budget(verify, each));
        if (named.isEmpty()) {
            return verify.store(policies);
        }
        Platform one = Parsed.platform(platform);
        return verify.image(named.get(), one, policies.of(one));
    }

    /** The image to look at, if it is another than the one that was built. */
    private Optional<String> named() throws BuildException {
        if (verifiedImage == null && !hasPom() && image == null) {
            throw Problem.of(
                            "verify-without-image",
                            "There is no POM here, and no image is named.",
                            "name the image to look at, as in -Dlapstrake.image=registry.example.com/team/app:1.4; or run"
                                    + " the goal in the folder of a POM, behind lapstrake:build")
                    .exception();
        }
        return Optional.ofNullable(verifiedImage == null && !hasPom() ? image : verifiedImage);
    }

    /** No two executions of a build share a report, nor do two images that are named on the command line. */
    private String reportName(Optional<String> named) {
        String suffix = UNNAMED.contains(executionId) ? named.orElse("") : executionId;
        return suffix.isEmpty() ? "verify.json" : "verify-" + suffix.replaceAll("[^A-Za-z0-9._-]+", "_") + ".json";
    }

    /** The last release may be of another size on each platform. */
    private Budget budget(ImageVerify verify, Platform each) throws BuildException {
        Optional<Long> most = maxSize == null ? Optional.empty() : Optional.of(Quantity.size("maxSize", maxSize));
        if (maxGrowth == null) {
            return new Budget(most, Optional.empty());
        }
        if (lastRelease == null) {
            throw new Problem(
                            "last-release-missing",
                            "<maxGrowth> has nothing to compare with.",
                            maxGrowth,
                            "name the image of the last release, as in"
                                    + " <lastRelease>registry.example.com/team/app:1.3</lastRelease>")
                    .exception();
        }
        Optional<Long> last = verify.size(lastRelease, each);
        if (last.isEmpty()) {
            getLog().info("<maxGrowth> is not compared for " + each + ", which the last release was not made for");
            return new Budget(most, Optional.empty());
        }
        return new Budget(most, Optional.of(new Budget.Growth(last.get(), Parsed.growth(maxGrowth, last.get()))));
    }

    private void tell(VerdictText text, Profile profile) {
        text.violations().forEach(profile == Profile.DISTROLESS ? getLog()::error : getLog()::warn);
        text.warnings().forEach(getLog()::warn);
        text.unchecked().forEach(getLog()::info);
        getLog().info("Verified " + text.summary());
    }

    private static void requireNoViolation(List<Verified> verified, Path report) throws MojoFailureException {
        List<Verified> wrong = verified.stream()
                .filter(image -> !image.verdict().violations().isEmpty())
                .toList();
        int count = wrong.stream()
                .mapToInt(image -> image.verdict().violations().size())
                .sum();
        if (count > 0) {
            throw Failure.ofWhatWasJudged(new Problem(
                    "policy-violated",
                    "The image has " + VerdictText.count(count) + " of the policy, listed above and in " + report + ".",
                    wrong.get(0).image(),
                    "leave out what should not be there, or write what the lines above say into <allow>; an image on a"
                            + " base with a shell has <policy>base</policy>"));
        }
    }
}
