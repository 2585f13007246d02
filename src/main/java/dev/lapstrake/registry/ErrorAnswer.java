package dev.lapstrake.registry;

import com.google.gson.JsonObject;
import dev.lapstrake.oci.Json;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a registry says of an error (distribution-spec, "Error Codes"). */
final class ErrorAnswer {
    private static final int LONGEST = 300;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final Pattern PART_MISSING = Pattern.compile("^[0-9]+ [A-Z_]*(BLOB|MANIFEST)_UNKNOWN:");

    private ErrorAnswer() {}

    /** The status, and the code and the message of the first error, if there are any. */
    static String status(Answer answer) throws IOException {
        String status = Integer.toString(answer.status());
        try {
            JsonObject body = Json.object(answer.beginning());
            return Json.objects(body, "errors")
                    .findFirst()
                    .map(error -> status + " " + Json.text(error, "code", "").toUpperCase(Locale.ROOT) + ": "
                            + Json.text(error, "message", ""))
                    .map(ErrorAnswer::printable)
                    .orElse(status);
        } catch (IOException e) {
            return status; // a page for people, or nothing
        }
    }

    /** True if a manifest was refused for lack of something that it refers to, by whichever name that goes. */
    static boolean saysPartMissing(Answer answer) throws IOException {
        return answer.status() == NOT_FOUND
                || (answer.status() == BAD_REQUEST
                        && PART_MISSING.matcher(status(answer)).find());
    }

    private static String printable(String text) {
        String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
    }
}
