package dev.lapstrake.registry.server;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layout;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The tags of a repository, in pages if asked for (distribution-spec, "Listing Tags"). */
final class Tags {
    private final Layout layout;

    Tags(Layout layout) {
        this.layout = layout;
    }

    Reply answer(Request request) throws IOException, Refusal {
        if (!request.method().equals("GET") || !request.target().equals("list")) {
            throw request.unsupported();
        }
        List<String> all = tags(request.refName(""));
        if (all.isEmpty()) {
            throw ErrorCode.NAME_UNKNOWN.because("no such repository: " + request.repository());
        }
        String last = request.parameter("last").orElse("");
        List<String> rest = all.stream().filter(tag -> tag.compareTo(last) > 0).toList();
        int size = Math.min(rest.size(), pageSize(request).orElse(rest.size()));
        Reply reply = Reply.json(page(request.repository(), rest.subList(0, size)));
        if (size == rest.size() || size == 0) {
            return reply;
        }
        String next = request.path("tags", "list") + "?n=" + size + "&last=" + rest.get(size - 1);
        return reply.with("Link", "<" + next + ">; rel=\"next\"");
    }

    private List<String> tags(String prefix) throws IOException {
        return layout.index().stream()
                .map(Descriptor::refName)
                .flatMap(Optional::stream)
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .sorted()
                .toList();
    }

    private static Optional<Integer> pageSize(Request request) {
        return request.parameter("n").filter(n -> n.matches("[0-9]{1,9}")).map(Integer::valueOf);
    }

    private static JsonObject page(String repository, List<String> tags) {
        JsonObject json = new JsonObject();
        json.addProperty("name", repository);
        json.add("tags", Json.texts(tags));
        return json;
    }
}
