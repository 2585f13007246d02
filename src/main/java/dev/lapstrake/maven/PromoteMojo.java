package dev.lapstrake.maven;

import dev.lapstrake.build.DiskProblem;
import dev.lapstrake.disk.Scratch;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.publish.ImmutableTags;
import dev.lapstrake.publish.ProjectVersion;
import dev.lapstrake.publish.Promotion;
import dev.lapstrake.publish.PromotionRequest;
import dev.lapstrake.publish.Published;
import dev.lapstrake.publish.PushTarget;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Gives an image that is in a registry more tags, or copies it to another registry, byte for byte and with all its
 * platforms: what was tested is what goes into production. Nothing is built, and no POM is needed.
 */
@Mojo(name = "promote", requiresProject = false, aggregator = true, threadSafe = true)
public final class PromoteMojo extends ImageMojo {
    /** The image: {@code registry/repository:tag}, or {@code registry/repository@sha256:…}, which no push can change. */
    @Parameter(property = "lapstrake.promote.from")
    @Nullable
    String from;

    /**
     * Its further names. A tag alone is one of the repository named before it, or else of that of the image:
     * {@code stable,registry.example.org/team/app:1.4,1}.
     */
    @Parameter(property = "lapstrake.promote.to")
    List<String> to = List.of();

    /** Whether what is about the image goes with it to other repositories: signatures, lists of its parts. */
    @Parameter(property = "lapstrake.promote.referrers", defaultValue = "false")
    boolean referrers;

    /** What is promoted is in a registry, and not in the project. */
    @Override
    boolean hasImage() {
        return true;
    }

    @Override
    void run(BuildLog log) throws BuildException {
        PromotionRequest request = PromotionRequest.parse(Optional.ofNullable(from), Parsed.list(to));
        List<PushTarget> targets = targets(request);
        try (Scratch scratch = Scratch.in(workplace().cache().resolve("scratch"))) {
            Layout layout = Layout.at(scratch.path());
            List<Published> published = new Promotion(registries(log), request.from(), layout).run(targets, referrers);
            request.names().forEach(name -> getLog().info("Promoted " + request.from() + " to " + name));
            getLog().info("  " + published.get(0).image().digest());
            tell(published);
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
    }

    private List<PushTarget> targets(PromotionRequest request) throws BuildException {
        ImmutableTags immutable = ImmutableTags.parse(immutableTags);
        ProjectVersion version = new ProjectVersion(hasPom() ? project.getVersion() : "");
        return request.to().entrySet().stream()
                .map(to -> new PushTarget(to.getKey(), immutable.choice(to.getValue(), version)))
                .toList();
    }
}
