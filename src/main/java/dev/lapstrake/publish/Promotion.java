package dev.lapstrake.publish;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Index;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.registry.Access;
import dev.lapstrake.registry.ImagePush;
import dev.lapstrake.registry.PushedImage;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.registry.RemoteManifest;
import dev.lapstrake.registry.Repository;
import dev.lapstrake.registry.TagChoice;
import dev.lapstrake.registry.Tagging;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives an image that is in a registry more names, there or elsewhere: the same bytes, nothing built. Within its
 * repository that moves no blob; to another one only those move that can't be mounted.
 */
public final class Promotion {
    private final Registries registries;
    private final ImageReference from;
    private final Layout layout;

    /**
     * @param from the image
     * @param layout empty, for the time of the promotion
     */
    public Promotion(Registries registries, ImageReference from, Layout layout) {
        this.registries = registries;
        this.from = from;
        this.layout = layout;
    }

    /**
     * Promotes the image.
     *
     * @param targets of which none has its tags before all have the image
     * @param withReferrers true to take along what is about it: signatures, lists of its parts
     */
    public List<Published> run(List<PushTarget> targets, boolean withReferrers) throws IOException, BuildException {
        RemoteManifest image = source().current(from.selector()).orElseThrow(() -> missing(from.selector()));
        Map<PushTarget, List<String>> missing = new LinkedHashMap<>();
        for (PushTarget target : targets) {
            missing.put(target, target.tags().missing(image.descriptor(), repository(target)));
        }
        boolean leaves = targets.stream().anyMatch(target -> !target.isIn(from));
        List<Descriptor> manifests = leaves ? fetch(image) : List.of();
        List<Published> published = new ArrayList<>();
        for (PushTarget target : targets) {
            published.add(new Published(target, copy(image.descriptor(), target)));
            if (withReferrers && !target.isIn(from)) {
                copyReferrers(manifests, target, new HashSet<>());
            }
        }
        Tagging tagging = new Tagging(image.descriptor(), image.content());
        for (Map.Entry<PushTarget, List<String>> entry : missing.entrySet()) {
            PushTarget target = entry.getKey();
            tagging.give(entry.getValue(), target.tags(), repository(target));
        }
        return published;
    }

    private Repository source() {
        return registries.repository(from, Access.PULL);
    }

    private Repository repository(PushTarget target) {
        return registries.repository(target.repository(), Access.PUSH);
    }

    private RemoteManifest read(String selector) throws IOException, BuildException {
        return source().manifest(selector).orElseThrow(() -> missing(selector));
    }

    private BuildException missing(String selector) {
        boolean whole = selector.equals(from.selector());
        return new Problem(
                        "promotion-source-missing",
                        whole
                                ? "<from> names an image that its registry does not have."
                                : "The image in <from> refers to one that its registry does not have: " + selector
                                        + ".",
                        from.toString(),
                        "check the registry, the repository, and the tag or digest; or push the whole image again")
                .exception();
    }

    private PushedImage copy(Descriptor image, PushTarget target) throws IOException, BuildException {
        return target.isIn(from)
                ? new PushedImage(image.digest(), 0, 0, 0)
                : new ImagePush(registries, layout, Optional.of(from)).push(image, target.repository(), TagChoice.NONE);
    }

    /** Takes an image's manifests into the layout: its own and, of an index, those of all its platforms. */
    private List<Descriptor> fetch(RemoteManifest manifest) throws IOException, BuildException {
        byte[] bytes = manifest.content().bytes();
        List<Descriptor> all =
                new ArrayList<>(List.of(layout.add(manifest.descriptor().mediaType(), bytes)));
        if (MediaType.isIndex(manifest.descriptor().mediaType())) {
            for (Descriptor child : Index.parse(bytes).manifests()) {
                all.addAll(fetch(read(child.digest().toString())));
            }
        }
        return all;
    }

    /**
     * What refers to a referrer goes along as well: the signature of a list of parts.
     *
     * @param seen those whose referrers are copied: an index that clients keep may lead in a circle
     */
    private void copyReferrers(List<Descriptor> subjects, PushTarget target, Set<Digest> seen)
            throws IOException, BuildException {
        for (Descriptor subject : subjects) {
            if (!seen.add(subject.digest())) {
                continue;
            }
            List<JsonObject> referrers = source().referrers().of(subject.digest());
            for (JsonObject referrer : referrers) {
                Descriptor manifest = Descriptor.fromJson(referrer);
                List<Descriptor> further = fetch(read(manifest.digest().toString()));
                copy(manifest, target);
                copyReferrers(further, target, seen);
            }
            if (!referrers.isEmpty()) {
                repository(target).referrers().list(referrers, subject.digest());
            }
        }
    }
}
