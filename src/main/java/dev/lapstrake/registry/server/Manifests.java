package dev.lapstrake.registry.server;

import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Manifests and indexes, by tag and by digest (distribution-spec, "Pulling manifests", "Pushing Manifests"). */
final class Manifests {
    private final Layout layout;

    Manifests(Layout layout) {
        this.layout = layout;
    }

    Reply answer(Request request) throws IOException, Refusal {
        return switch (request.method()) {
            case "GET", "HEAD" -> get(request);
            case "PUT" -> put(request);
            case "DELETE" -> delete(request);
            default -> throw request.unsupported();
        };
    }

    private Reply get(Request request) throws IOException, Refusal {
        StoredManifest manifest = find(request);
        return Reply.of(200)
                .with("Content-Type", manifest.mediaType())
                .with(manifest.digest())
                .with(manifest.content());
    }

    private StoredManifest find(Request request) throws IOException, Refusal {
        Optional<Digest> digest = isDigest(request.target())
                ? Request.known(request.target())
                : layout.find(request.refName(request.target())).map(Descriptor::digest);
        Optional<StoredManifest> found =
                digest.isPresent() ? StoredManifest.find(digest.get(), layout) : Optional.empty();
        return found.orElseThrow(() -> ErrorCode.MANIFEST_UNKNOWN.because("no manifest " + request.target()));
    }

    private Reply put(Request request) throws IOException, Refusal {
        StoredManifest manifest = read(request);
        boolean byDigest = isDigest(request.target());
        if (byDigest && !manifest.digest().equals(Request.digest(request.target()))) {
            throw ErrorCode.DIGEST_INVALID.because("the manifest has digest " + manifest.digest());
        }
        if (!byDigest && !ImageReference.isTag(request.target())) {
            throw ErrorCode.MANIFEST_INVALID.because("no tag: " + request.target());
        }
        Descriptor stored = layout.add(manifest.mediaType(), manifest.content().bytes());
        if (manifest.subject().isPresent()) {
            layout.changeIndex(entries -> with(stored, entries));
        }
        if (!byDigest) {
            layout.tag(request.refName(request.target()), stored);
        }
        Reply reply = Reply.of(201)
                .with("Location", request.path("manifests", stored.digest()))
                .with(stored.digest());
        return manifest.subject()
                .map(subject -> reply.with("OCI-Subject", subject))
                .orElse(reply);
    }

    private StoredManifest read(Request request) throws IOException, Refusal {
        byte[] bytes = request.body().readNBytes(StoredManifest.LIMIT + 1);
        if (bytes.length > StoredManifest.LIMIT) {
            throw ErrorCode.SIZE_INVALID.because("a manifest of more than " + StoredManifest.LIMIT + " bytes");
        }
        StoredManifest manifest = parse(bytes);
        requireType(manifest, request.header("Content-Type").orElse(""));
        for (Descriptor reference : references(manifest)) {
            if (!layout.has(reference.digest())) {
                throw ErrorCode.MANIFEST_BLOB_UNKNOWN.because("not there yet: " + reference.digest());
            }
        }
        return manifest;
    }

    private static StoredManifest parse(byte[] bytes) throws Refusal {
        try {
            StoredManifest manifest = StoredManifest.of(bytes);
            if (manifest.isManifest()) {
                return manifest;
            }
            throw ErrorCode.MANIFEST_INVALID.because("neither a manifest nor an index: " + manifest.mediaType());
        } catch (IOException e) {
            throw ErrorCode.MANIFEST_INVALID.because(e);
        }
    }

    /** A type that is no manifest's says nothing: programs send whatever they send for all things. */
    private static void requireType(StoredManifest manifest, String header) throws Refusal {
        String said = header.replaceFirst("[ \t]*;.*", "");
        boolean says = MediaType.isIndex(said) || MediaType.isManifest(said);
        if (says && !said.equals(manifest.mediaType())) {
            throw ErrorCode.MANIFEST_INVALID.because("sent as " + said + ", but it is " + manifest.mediaType());
        }
    }

    private static List<Descriptor> references(StoredManifest manifest) throws Refusal {
        try {
            return manifest.references();
        } catch (IllegalArgumentException e) {
            throw ErrorCode.MANIFEST_INVALID.because(e);
        }
    }

    /** An artifact gets an entry without a name, by which its subject's referrers are found wherever its tags go. */
    private static List<Descriptor> with(Descriptor artifact, List<Descriptor> entries) {
        List<Descriptor> all = new ArrayList<>(entries);
        if (!entries.contains(artifact)) {
            all.add(artifact);
        }
        return all;
    }

    private Reply delete(Request request) throws IOException, Refusal {
        StoredManifest manifest = find(request);
        boolean whole = isDigest(request.target());
        Predicate<Descriptor> unwanted = whole
                ? entry -> entry.digest().equals(manifest.digest())
                : entry -> entry.refName()
                        .filter(request.refName(request.target())::equals)
                        .isPresent();
        layout.changeIndex(
                entries -> entries.stream().filter(Predicate.not(unwanted)).toList());
        if (whole) {
            Files.deleteIfExists(layout.blob(manifest.digest()));
        }
        return Reply.of(202);
    }

    private static boolean isDigest(String target) {
        return target.contains(":");
    }
}
