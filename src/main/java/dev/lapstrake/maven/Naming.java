package dev.lapstrake.maven;

import dev.lapstrake.build.DiskProblem;
import dev.lapstrake.build.ImageName;
import dev.lapstrake.git.Checkout;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.publish.ImmutableTags;
import dev.lapstrake.publish.ProjectVersion;
import dev.lapstrake.publish.PushTarget;
import dev.lapstrake.publish.Revision;
import dev.lapstrake.publish.TagRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a goal's parameters say of an image's names: what it is called, and where it goes. */
final class Naming {
    private final ImageMojo goal;
    private final ProjectVersion version;
    private final Map<String, String> environment;

    /**
     * @param environment a pipeline's variables, for what git does not tell
     */
    Naming(ImageMojo goal, Map<String, String> environment) {
        this.goal = goal;
        this.version = new ProjectVersion(goal.project.getVersion());
        this.environment = environment;
    }

    /** The image's name, the project's own if the user gave none. */
    ImageName name() throws BuildException {
        String standard = goal.project.getArtifactId().toLowerCase(Locale.ROOT) + ":" + version.tag();
        return ImageName.parse(Optional.ofNullable(goal.image).orElse(standard), tags(), version.tag());
    }

    private List<String> tags() throws BuildException {
        List<String> tags = new ArrayList<>(Parsed.list(goal.tags));
        List<String> rules = Parsed.list(goal.tagging);
        if (!rules.isEmpty()) {
            Revision revision = revision();
            for (String rule : rules) {
                tags.addAll(TagRule.parse(rule).tags(version, revision));
            }
        }
        return tags;
    }

    private Revision revision() throws BuildException {
        Path folder = goal.folder();
        try {
            return new Revision(folder, Checkout.of(folder), environment);
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
    }

    /** Where the image is to be pushed: only places that the user named will do. */
    List<PushTarget> targets() throws BuildException {
        List<ImageName> names = names();
        if (names.isEmpty()) {
            throw Problem.of(
                            "image-not-named",
                            "There is no <image>, so there is no telling where to push.",
                            "write <image>registry.example.com/team/app:1.0</image>, or -Dlapstrake.image=…")
                    .exception();
        }
        ImmutableTags immutable = ImmutableTags.parse(goal.immutableTags);
        return names.stream()
                .map(name -> new PushTarget(name.reference(), immutable.choice(name.tags(), version)))
                .toList();
    }

    private List<ImageName> names() throws BuildException {
        List<ImageName> names = new ArrayList<>();
        ImageName name = name();
        if (goal.image != null) {
            names.add(name);
        }
        for (String target : Parsed.list(goal.targets)) {
            names.add(name.at(target));
        }
        return names;
    }
}
