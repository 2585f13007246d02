package dev.lapstrake.publish;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.log.Step;
import dev.lapstrake.log.Stopwatch;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.registry.Access;
import dev.lapstrake.registry.ImagePush;
import dev.lapstrake.registry.PushedImage;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.registry.Repository;
import dev.lapstrake.registry.TagChoice;
import dev.lapstrake.registry.Tagging;
import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pushes an image to each of several places. All of them have the whole image before any of them has a tag; so one that
 * fails leaves the others with the tags that they had.
 */
public final class Publication {
    private final Registries registries;
    private final Source source;
    private final BuildLog log;

    /**
     * Where images are that are pushed.
     *
     * @param layout that has their manifests, and what they refer to
     * @param origin a repository that has those layers that the layout lacks
     */
    public record Source(Layout layout, Optional<ImageReference> origin) {}

    public Publication(Registries registries, Source source, BuildLog log) {
        this.registries = registries;
        this.source = source;
        this.log = log;
    }

    /**
     * @throws BuildException if one of the places does not take it; it says what has its tags already
     */
    public List<Published> push(Descriptor image, List<PushTarget> targets) throws IOException, BuildException {
        if (targets.size() == 1) {
            PushTarget target = targets.get(0);
            return List.of(push(image, target, target.tags()));
        }
        Map<PushTarget, List<String>> missing = missing(image, targets);
        List<Published> published = contents(image, targets);
        tag(image, missing);
        return published;
    }

    /**
     * Looks at the tags that must not move.
     *
     * @throws BuildException if one of them is another image's
     */
    public void check(Descriptor image, List<PushTarget> targets) throws IOException, BuildException {
        missing(image, targets.stream().filter(PushTarget::isGuarded).toList());
    }

    /** The tags that are to be set, looked for before anything is sent: one that must not move ends it all. */
    private Map<PushTarget, List<String>> missing(Descriptor image, List<PushTarget> targets)
            throws IOException, BuildException {
        Map<PushTarget, List<String>> missing = new LinkedHashMap<>();
        for (PushTarget target : targets) {
            missing.put(target, target.tags().missing(image, repository(target)));
        }
        return missing;
    }

    private List<Published> contents(Descriptor image, List<PushTarget> targets) throws IOException, BuildException {
        List<Published> published = new ArrayList<>();
        try {
            for (PushTarget target : targets) {
                published.add(push(image, target, TagChoice.NONE));
            }
        } catch (BuildException e) {
            throw told(e, "No tag was set in any of the <targets>.");
        }
        return published;
    }

    private Published push(Descriptor image, PushTarget target, TagChoice tags) throws IOException, BuildException {
        Stopwatch watch = Stopwatch.start();
        PushedImage pushed =
                new ImagePush(registries, source.layout(), source.origin()).push(image, target.repository(), tags);
        String detail = target.repository().name() + ", " + pushed.blobsUploaded() + " parts sent, "
                + pushed.blobsSkipped() + " were there";
        log.step(new Step("push", detail, pushed.bytesUploaded(), watch.time(), pushed.blobsUploaded() == 0));
        return new Published(target, pushed);
    }

    private void tag(Descriptor image, Map<PushTarget, List<String>> missing) throws IOException, BuildException {
        Tagging tagging = new Tagging(image, Content.of(source.layout().read(image.digest())));
        for (Map.Entry<PushTarget, List<String>> entry : missing.entrySet()) {
            tagging.give(entry.getValue(), entry.getKey().tags(), repository(entry.getKey()));
        }
    }

    private Repository repository(PushTarget target) {
        return registries.repository(target.repository(), Access.PUSH);
    }

    private static BuildException told(BuildException failure, String more) {
        Problem problem = failure.problem();
        return new Problem(problem.id(), problem.what() + " " + more, problem.found(), problem.fix())
                .exception(failure);
    }
}
