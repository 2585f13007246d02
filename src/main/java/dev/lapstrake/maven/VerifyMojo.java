package dev.lapstrake.maven;

import dev.lapstrake.build.ImageVerify;
import dev.lapstrake.build.ImageVerify.Verified;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.verify.Budget;
import dev.lapstrake.verify.Policy;
import dev.lapstrake.verify.Profile;
import dev.lapstrake.verify.Violation;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the image that {@code build} left in {@code target/lapstrake}, or at any other, and fails the build if it has
 * what an image must not have: a shell, a secret, a program without its libraries. Every violation is listed, with what to
 * write to allow it; {@code docs/verify.md} explains the rules.
 */
@Mojo(name = "verify", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class VerifyMojo extends ImageMojo {
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

    @Inject
    ToolchainManager toolchains;

    @Override
    boolean hasImage() {
        return verifiedImage != null || super.hasImage();
    }

    @Override
    void run(MavenLog log) throws BuildException {
        if (isSkippedModule()) {
            skipModule();
            return;
        }
        ImageVerify verify =
                new ImageVerify(workplace(), registries(log), new BuildJdk(toolchains, session).home(), log);
        Policy held = Policy.of(Profile.parse(policy), Parsed.list(allow), budget(verify));
        List<Verified> verified =
                verifiedImage == null ? verify.store(held) : verify.image(verifiedImage, thisPlatform(), held);
        for (Verified image : verified) {
            tell(image, held.profile(), log);
        }
    }

    private Platform thisPlatform() throws BuildException {
        return platform == null ? Platform.ofThisMachine() : Platform.parse(platform);
    }

    private Budget budget(ImageVerify verify) throws BuildException {
        Optional<Long> most = maxSize == null ? Optional.empty() : Optional.of(Quantity.size("maxSize", maxSize));
        if (maxGrowth == null || lastRelease == null) {
            return new Budget(most, Optional.empty());
        }
        long last = verify.size(lastRelease, thisPlatform());
        return new Budget(most, Optional.of(new Budget.Growth(last, Parsed.growth(maxGrowth, last))));
    }

    private void tell(Verified image, Profile profile, MavenLog log) throws BuildException {
        List<Violation> violations = image.verdict().violations();
        for (Violation violation : violations) {
            String line = violation.text() + "; allowed by <path>" + violation.allowedBy() + "</path>";
            if (profile == Profile.DISTROLESS) {
                getLog().error(line);
            } else {
                getLog().warn(line);
            }
        }
        image.verdict().idle().forEach(text -> log.warn("<allow> has '" + text + "', which allows nothing."));
        if (violations.isEmpty() || profile != Profile.DISTROLESS) {
            getLog().info("Verified " + image.image() + ": " + summary(image));
            return;
        }
        throw new Problem(
                        "policy-violated",
                        "The image has " + violations.size() + (violations.size() == 1 ? " violation" : " violations")
                                + " of the policy; each is listed above, and in target/lapstrake/verify.json.",
                        image.image(),
                        "leave out what should not be there, or write what the lines above say into <allow>; an image on a"
                                + " base with a shell has <policy>base</policy>")
                .exception();
    }

    private static String summary(Verified image) {
        int count = image.verdict().violations().size();
        int allowed = image.verdict().allowed();
        return (count == 0 ? "nothing is wrong" : count + " violations")
                + (allowed == 0 ? "" : ", " + allowed + " allowed");
    }
}
