package dev.lapstrake.registry.server;

import dev.lapstrake.oci.Digest;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request to one repository.
 *
 * @param kind the part of the path that follows the repository: {@code manifests}, {@code blobs/uploads}, …
 * @param target the last part: a tag, a digest, the name of an upload
 */
record Request(HttpRequest http, String repository, String kind, String target) {
    private static final Pattern PATH =
            Pattern.compile("/v2/(.+)/(manifests|blobs|blobs/uploads|tags|referrers)/([^/]*)");
    private static final Pattern OTHER_DIGEST =
            Pattern.compile("(?!sha256:)[a-z0-9]+([+._-][a-z0-9]+)*:[a-zA-Z0-9=_-]+");
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*");

    static Request of(HttpRequest http) throws Refusal {
        Matcher parts = PATH.matcher(http.uri().getPath());
        if (!parts.matches()) {
            throw ErrorCode.NAME_UNKNOWN.because("no such path");
        }
        if (!NAME.matcher(parts.group(1)).matches()) {
            throw ErrorCode.NAME_INVALID.because("no name of a repository: " + parts.group(1));
        }
        return new Request(http, parts.group(1), parts.group(2), parts.group(3));
    }

    String method() {
        return http.method();
    }

    InputStream body() {
        return http.body();
    }

    Optional<String> header(String name) {
        return http.header(name);
    }

    /** A parameter of the query, where '+' is itself: a media type may hold one, and a blank is in none of them. */
    Optional<String> parameter(String name) {
        String query = Optional.ofNullable(http.uri().getRawQuery()).orElse("");
        for (String part : query.split("&", -1)) {
            if (part.startsWith(name + "=")) {
                String value = part.substring(name.length() + 1).replace("+", "%2B");
                return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }

    /** The path of something in the same repository. */
    String path(String otherKind, Object otherTarget) {
        return "/v2/" + repository + "/" + otherKind + "/" + otherTarget;
    }

    /** The name in the layout's index of a tag of this repository. */
    String refName(String tag) {
        return repository + ":" + tag;
    }

    /** The digest of something to be looked for: empty for one of another algorithm, under which there is nothing. */
    static Optional<Digest> known(String text) throws Refusal {
        return OTHER_DIGEST.matcher(text).matches() ? Optional.empty() : Optional.of(digest(text));
    }

    /** The digest of something to be stored. */
    static Digest digest(String text) throws Refusal {
        try {
            return Digest.parse(text);
        } catch (IllegalArgumentException e) {
            throw ErrorCode.DIGEST_INVALID.because(e);
        }
    }

    Refusal unsupported() {
        return ErrorCode.UNSUPPORTED.because(method() + " is not supported here");
    }
}
