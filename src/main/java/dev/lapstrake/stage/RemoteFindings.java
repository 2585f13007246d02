package dev.lapstrake.stage;

import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.registry.Access;
import dev.lapstrake.registry.Repository;
import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What searches on other machines came to, each in the manifest of an artifact without content (image-spec, manifest.md,
 * "Guidelines for Artifact Usage"), so that one question is enough.
 *
 * @param source the cache's repository, to be asked
 * @param target the same, to be sent to
 * @param uploads where what is found here goes to the registry behind the build's back
 */
record RemoteFindings(Repository source, Repository target, StageCache cache, CacheLine line, Uploads uploads) {
    static final String TYPE = "application/vnd.lapstrake.finding.v1";

    private static final String NAME = "dev.lapstrake.finding";
    private static final String TEXT = "dev.lapstrake.text";

    /** The text of a name, if the registry has one, and says that it is of this name. */
    Optional<String> find(String name) throws InterruptedIOException {
        Optional<Content> content =
                line.ask(Access.PULL, name, moved -> source.manifest(tag(name)).map(found -> found.content()));
        Optional<String> text = content.flatMap(found -> text(found, name));
        if (content.isPresent() && text.isEmpty()) {
            line.wrong(name, "It is not what a search came to.");
        }
        return text;
    }

    private static Optional<String> text(Content manifest, String name) {
        try {
            Manifest found = Manifest.parse(manifest.bytes());
            boolean isIt = found.artifactType().equals(TYPE)
                    && name.equals(found.annotations().get(NAME));
            return isIt ? Optional.ofNullable(found.annotations().get(TEXT)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Lets a text go to the registry while the build goes on, if this build is to leave any there. */
    void push(String name, String text) {
        if (line.isOpen(Access.PUSH)) {
            uploads.add(text.length(), () -> upload(name, text));
        }
    }

    private void upload(String name, String text) throws InterruptedIOException {
        line.ask(Access.PUSH, name, moved -> {
            Descriptor nothing = cache.emptyConfig();
            target.blobs().push(nothing, cache.layout(), moved);
            Manifest manifest = new Manifest(
                    MediaType.MANIFEST, TYPE, nothing, List.of(nothing), new TreeMap<>(Map.of(NAME, name, TEXT, text)));
            byte[] bytes = manifest.bytes();
            target.put(tag(name), Descriptor.of(MediaType.MANIFEST, bytes), Content.of(bytes));
            return Optional.of(nothing);
        });
    }

    private static String tag(String name) {
        return "found-" + name;
    }
}
