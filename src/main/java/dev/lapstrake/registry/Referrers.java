package dev.lapstrake.registry;

import com.google.gson.JsonObject;
import dev.lapstrake.http.Call;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a repository has that is about an image: signatures, lists of its parts (distribution-spec, "Listing Referrers").
 * A registry without that request has an index of them under a tag made from the image's digest ("Referrers Tag
 * Schema"), which its clients keep.
 */
public final class Referrers {
    private static final int LIMIT = 8 << 20;

    /** What registries say to a request that they do not have. */
    private static final Set<Integer> NO_SUCH_REQUEST = Set.of(400, 404, 405, 406, 501);

    private final Exchange exchange;
    private final Repository repository;

    Referrers(Exchange exchange, Repository repository) {
        this.exchange = exchange;
        this.repository = repository;
    }

    /** The descriptors of the manifests that are about an image, as the registry has them. */
    public List<JsonObject> of(Digest image) throws IOException, BuildException {
        Optional<List<JsonObject>> listed = listed(image);
        return listed.isPresent() ? listed.get() : tagged(image);
    }

    /**
     * Sees to it that manifests are listed which the repository has; where the registry does that by itself, nothing is
     * left to do.
     */
    public void list(List<JsonObject> descriptors, Digest image) throws IOException, BuildException {
        if (listed(image).isPresent()) {
            return;
        }
        Map<String, JsonObject> all = new LinkedHashMap<>();
        tagged(image).forEach(known -> all.put(digest(known), known));
        int before = all.size();
        descriptors.forEach(added -> all.putIfAbsent(digest(added), added));
        if (all.size() > before) {
            byte[] index = index(all.values());
            repository.put(tag(image), Descriptor.of(MediaType.INDEX, index), Content.of(index));
        }
    }

    private static String digest(JsonObject descriptor) {
        return Json.text(descriptor, "digest", "");
    }

    private static String tag(Digest image) {
        return image.toString().replace(':', '-');
    }

    private static byte[] index(Iterable<JsonObject> manifests) {
        JsonObject index = new JsonObject();
        index.addProperty("schemaVersion", 2);
        index.addProperty("mediaType", MediaType.INDEX);
        index.add("manifests", Json.array(manifests));
        return Json.compact(index);
    }

    private List<JsonObject> tagged(Digest image) throws IOException, BuildException {
        Optional<RemoteManifest> index = repository.manifest(tag(image));
        return index.isEmpty()
                ? List.of()
                : manifests(Json.object(index.get().content().bytes()), exchange.failures(exchange.name(tag(image))));
    }

    private static List<JsonObject> manifests(JsonObject index, Failures failures) throws BuildException {
        List<JsonObject> manifests = Json.objects(index, "manifests").toList();
        try {
            manifests.forEach(Descriptor::fromJson);
            return manifests;
        } catch (IllegalArgumentException e) {
            throw failures.broken("it lists what is about an image, and names something that is no manifest");
        }
    }

    /** What the registry lists; empty if it has no such request. */
    private Optional<List<JsonObject>> listed(Digest image) throws IOException, BuildException {
        Optional<Page> page = page(exchange.uri("referrers/" + image), image);
        if (page.isEmpty()) {
            return Optional.empty();
        }
        List<JsonObject> found = new ArrayList<>();
        while (page.isPresent()) {
            found.addAll(page.get().manifests());
            Optional<URI> next = page.get().next();
            page = next.isPresent() ? page(next.get(), image) : Optional.empty();
            if (next.isPresent() && page.isEmpty()) {
                throw exchange.failures(exchange.name(image.toString())).broken("a list of it breaks off");
            }
        }
        return Optional.of(found);
    }

    /**
     * A part of a list.
     *
     * @param next where it goes on; a part that has nothing is the last
     */
    private record Page(List<JsonObject> manifests, Optional<URI> next) {}

    private Optional<Page> page(URI uri, Digest image) throws IOException, BuildException {
        String name = exchange.name(image.toString());
        return exchange.send(name, Call.of("GET", uri).with("Accept", MediaType.INDEX), answer -> {
            Failures failures = exchange.failures(name);
            if (NO_SUCH_REQUEST.contains(answer.status())) {
                return Optional.empty();
            }
            if (!answer.isSuccess()) {
                throw failures.of(answer);
            }
            Optional<JsonObject> index = index(answer.bytes(LIMIT));
            if (index.isEmpty()) {
                return Optional.empty();
            }
            List<JsonObject> manifests = manifests(index.get(), failures);
            Optional<URI> next = Repository.nextPage(answer).map(uri::resolve);
            return Optional.of(new Page(manifests, next.filter(further -> !manifests.isEmpty())));
        });
    }

    /** What a registry sent, if it is an index: some send a page for people, whatever they are asked. */
    private static Optional<JsonObject> index(byte[] bytes) {
        try {
            return Optional.of(Json.object(bytes)).filter(json -> json.has("manifests"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
