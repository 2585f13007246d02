package dev.lapstrake.cache;

import dev.lapstrake.disk.LastUse;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Index;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.MediaType;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what a layout's index names. */
record TaggedEntries(Layout layout) {
    private static final String STAGE = "dev.lapstrake.stage";
    private static final int BRIEF = 12;

    List<CacheEntry.Tagged> read() throws IOException {
        List<CacheEntry.Tagged> entries = new ArrayList<>();
        for (Descriptor named : layout.index()) {
            entries.add(entry(named));
        }
        return entries;
    }

    /** What is damaged is an entry too, last used long ago; what can't be read just now counts as in use. */
    private CacheEntry.Tagged entry(Descriptor named) {
        String tag = named.refName().orElse("");
        Map<Digest, Long> blobs = new HashMap<>();
        try {
            String stage = collect(named, blobs);
            Instant used = LastUse.of(layout.blob(named.digest()));
            return new CacheEntry.Tagged(kind(tag), name(tag, stage), used, tag, named.digest(), blobs);
        } catch (FileSystemException e) {
            Map<Digest, Long> known = Map.of(named.digest(), named.size());
            return new CacheEntry.Tagged(kind(tag), name(tag, ""), Instant.now(), tag, named.digest(), known);
        } catch (IOException e) {
            return new CacheEntry.Tagged("damaged", tag, Instant.EPOCH, tag, named.digest(), Map.of());
        }
    }

    /** Adds all blobs below a manifest or an index, and gives the name of the stage that it is the result of, if any. */
    private String collect(Descriptor named, Map<Digest, Long> blobs) throws IOException {
        byte[] bytes = layout.read(named.digest());
        blobs.put(named.digest(), (long) bytes.length);
        if (MediaType.isIndex(named.mediaType())) {
            for (Descriptor child : Index.parse(bytes).manifests()) {
                if (layout.has(child)) {
                    collect(child, blobs);
                }
            }
            return "";
        }
        Manifest manifest = Manifest.parse(bytes);
        for (Descriptor blob : manifest.blobs()) {
            if (layout.has(blob.digest())) {
                blobs.put(blob.digest(), blob.size());
            }
        }
        return manifest.annotations().getOrDefault(STAGE, "");
    }

    /** Tags begin with what they are tags of: {@code stage-1f00…}, {@code image:1f00…}, {@code base:…}. */
    private static String kind(String tag) {
        return tag.replaceFirst("[-:].*", "");
    }

    private static String name(String tag, String stage) {
        String rest = tag.substring(Math.min(tag.length(), kind(tag).length() + 1));
        String brief = rest.matches("[0-9a-f]{64}") ? rest.substring(0, BRIEF) : rest;
        return stage.isEmpty() ? brief : stage + " " + brief;
    }
}
