package dev.lapstrake.verify;

import com.google.gson.JsonObject;
import dev.lapstrake.image.WholeImage;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What people know the layers of an image by. */
final class LayerNames {
    private static final int LONGEST = 60;
    private static final String OURS = "lapstrake ";

    private LayerNames() {}

    /** The names that the build wrote down, or else what the image's history says of each layer, the lowest first. */
    static List<String> of(WholeImage image, Optional<BuildRecord> record) {
        List<String> history = history(image.source().about().config());
        List<String> names = new ArrayList<>();
        for (int i = 0; i < image.layers().size(); i++) {
            Digest digest = image.layers().get(i);
            String said = history.size() == image.layers().size() ? history.get(i) : "";
            String other = said.isBlank() ? digest.brief() : said;
            names.add(record.flatMap(known -> Optional.ofNullable(known.layers().get(digest)))
                    .orElse(other));
        }
        return names;
    }

    private static List<String> history(JsonObject config) {
        return Json.objects(config, "history")
                .filter(step -> !Json.text(step, "empty_layer", "false").equals("true"))
                .map(step -> brief(Json.text(step, "created_by", "").strip()))
                .toList();
    }

    private static String brief(String text) {
        String own = text.startsWith(OURS) ? text.substring(OURS.length()) : text;
        String line = own.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
