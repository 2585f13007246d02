package dev.lapstrake.registry;

import dev.lapstrake.registry.FaultProxy.Request;
import java.util.Optional;
import java.util.Set;

/** What can go wrong with one request. */
enum Fault {
    BUSY("429 Too Many Requests", ""),
    BUSY_FOR_SECONDS("429 Too Many Requests", "Retry-After: 7\r\n"),
    BUSY_UNTIL("503 Service Unavailable", "Retry-After: Fri, 31 Dec 1999 23:59:59 GMT\r\n"),
    FAILED("500 Internal Server Error", ""),
    BAD_GATEWAY("502 Bad Gateway", ""),
    UNAVAILABLE("503 Service Unavailable", ""),
    /** The session of an upload is not known any more. */
    EXPIRED("404 Not Found", "BLOB_UPLOAD_UNKNOWN", ""),
    /** A manifest is said to lack a part. */
    REFUSED("404 Not Found", "MANIFEST_BLOB_UNKNOWN", ""),
    RESET_BEFORE_ANSWER,
    RESET_IN_REQUEST,
    /** The registry does what it is asked, but its answer gets lost. */
    ANSWER_LOST,
    RESET_IN_ANSWER,
    TRUNCATED_ANSWER,
    STALL_IN_REQUEST,
    STALL_BEFORE_ANSWER,
    STALL_IN_ANSWER,
    WRONG_BYTES;

    private final String answer;

    Fault() {
        this.answer = "";
    }

    Fault(String status, String headers) {
        this(status, "UNKNOWN", headers);
    }

    Fault(String status, String code, String headers) {
        String body = "{\"errors\":[{\"code\":\"" + code + "\",\"message\":\"by the test\"}]}";
        this.answer = "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** What is answered instead of asking the registry; empty for faults that are none of HTTP's. */
    Optional<String> answer(Request request) {
        int head = answer.indexOf("\r\n\r\n") + 4;
        return answer.isEmpty()
                ? Optional.empty()
                : Optional.of(request.method().equals("HEAD") ? answer.substring(0, head) : answer);
    }

    /** True if nothing happens any more. */
    boolean isStall() {
        return name().startsWith("STALL");
    }

    /** True if the registry has done what it was asked by then. */
    boolean isAfterTheFact() {
        return Set.of(ANSWER_LOST, RESET_IN_ANSWER, TRUNCATED_ANSWER, STALL_IN_ANSWER)
                .contains(this);
    }

    /** True if it can go wrong in this way. */
    boolean appliesTo(Request request) {
        return switch (this) {
            case EXPIRED -> request.isUpload() && !request.method().equals("POST");
            case REFUSED -> request.method().equals("PUT") && request.uri().contains("/manifests/");
            case RESET_IN_REQUEST, STALL_IN_REQUEST -> request.size() > 0;
            case WRONG_BYTES -> request.method().equals("GET") && !request.uri().equals("/v2/");
            default -> true;
        };
    }
}
