package dev.lapstrake.oci;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names an image in a registry: {@code registry/repository:tag@digest}, by the grammar of the distribution-spec and the
 * short forms of Docker: no registry means Docker Hub, and there a name without a folder lies in {@code library}.
 *
 * @param registry host, and port where it is not the default: {@code registry.example.com:5000}
 * @param tag null where none was given
 * @param digest null where none was given
 */
public record ImageReference(
        String registry,
        String repository,
        @Nullable String tag,
        @Nullable Digest digest) {
    public static final String DOCKER_HUB = "registry-1.docker.io";

    private static final String LIBRARY = "library/";

    private static final Pattern REPOSITORY =
            Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*");
    private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");
    private static final Pattern REGISTRY = Pattern.compile("([a-zA-Z0-9.-]+|\\[[0-9a-fA-F:]+])(:[0-9]{1,5})?");
    private static final Pattern WHOLE = Pattern.compile("([^@]*?)(?::([^/:@]*))?(?:@(.*))?");

    /**
     * Reads a name as a user writes it.
     *
     * @param element the POM element that it stands in, without brackets, for the error
     */
    public static ImageReference parse(String text, String element) throws BuildException {
        Matcher parts = WHOLE.matcher(text.strip());
        if (!parts.matches()) {
            throw malformed(text, element);
        }
        String name = parts.group(1);
        int slash = name.indexOf('/');
        String first = slash < 0 ? "" : name.substring(0, slash);
        boolean named = first.contains(".") || first.contains(":") || first.equals("localhost");
        String registry = named ? first : DOCKER_HUB;
        String repository = named ? name.substring(slash + 1) : slash < 0 ? LIBRARY + name : name;
        if (registry.equals("docker.io") || registry.equals("index.docker.io")) {
            registry = DOCKER_HUB;
            repository = repository.contains("/") ? repository : LIBRARY + repository;
        }
        String tag = parts.group(2);
        if (!REGISTRY.matcher(registry).matches()
                || !REPOSITORY.matcher(repository).matches()
                || (tag != null && !isTag(tag))) {
            throw malformed(text, element);
        }
        return new ImageReference(registry, repository, tag, digest(parts.group(3), text, element));
    }

    private static @Nullable Digest digest(@Nullable String digest, String text, String element) throws BuildException {
        try {
            return digest == null ? null : Digest.parse(digest);
        } catch (IllegalArgumentException e) {
            throw malformed(text, element);
        }
    }

    private static BuildException malformed(String text, String element) {
        return new Problem(
                        "image-name-malformed",
                        "<" + element + "> is no image name.",
                        text,
                        "write registry/repository:tag, the repository in lower case, for example"
                                + " registry.example.com/team/app:1.4")
                .exception();
    }

    /** True if the text can be a tag (distribution-spec, "Pulling manifests"). */
    public static boolean isTag(String text) {
        return TAG.matcher(text).matches();
    }

    public ImageReference withTag(String other) {
        return new ImageReference(registry, repository, other, null);
    }

    public ImageReference withoutDigest() {
        return new ImageReference(registry, repository, tag, null);
    }

    public ImageReference withDigest(Digest other) {
        return new ImageReference(registry, repository, tag, other);
    }

    /** What a manifest request asks for: the digest if there is one, else the tag, else {@code latest}. */
    public String selector() {
        return digest != null ? digest.toString() : Optional.ofNullable(tag).orElse("latest");
    }

    /** The name in full, with the registry that is meant where none is named, as in {@code docker.io/library/debian:13}. */
    public String qualified() {
        String host = registry.equals(DOCKER_HUB) ? "docker.io" : registry;
        return host + "/" + repository + (tag == null ? "" : ":" + tag) + (digest == null ? "" : "@" + digest);
    }

    /** The name as people write it. */
    @Override
    public String toString() {
        return name() + (tag == null ? "" : ":" + tag) + (digest == null ? "" : "@" + digest);
    }

    /** Registry and repository as people write them: Docker Hub's own images without either's prefix. */
    public String name() {
        if (!registry.equals(DOCKER_HUB)) {
            return registry + "/" + repository;
        }
        return repository.startsWith(LIBRARY) ? repository.substring(LIBRARY.length()) : "docker.io/" + repository;
    }
}
