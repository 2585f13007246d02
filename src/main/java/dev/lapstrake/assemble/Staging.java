package dev.lapstrake.assemble;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import dev.lapstrake.app.ApplicationLayer;
import dev.lapstrake.disk.AtomicFile;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Map;

/**
 * Lays an application's files out for Jib. Jib's cache tells layers apart by the paths and times of their files alone, so
 * each content is staged under its own digest: the path changes whenever the content does, and never else.
 *
 * @param folder where files are staged
 */
record Staging(Path folder) {
    private static final FileTime SHIPPED = FileTime.from(Instant.ofEpochSecond(Attributes.SHIPPED));

    FileEntriesLayer layer(ApplicationLayer layer) throws IOException {
        FileEntriesLayer.Builder builder = FileEntriesLayer.builder().setName(layer.name());
        for (Map.Entry<TreePath, Entry> entry : layer.tree().entries().entrySet()) {
            Entry staged = entry.getValue();
            if (staged instanceof Entry.File file) {
                add(builder, stage(file), entry.getKey(), staged.attributes());
            }
        }
        return builder.build();
    }

    private static void add(FileEntriesLayer.Builder builder, Path source, TreePath path, Attributes attributes) {
        builder.addEntry(
                source,
                AbsoluteUnixPath.get(path.absolute()),
                FilePermissions.fromOctalString(Integer.toOctalString(attributes.mode() & 0777)),
                Instant.ofEpochSecond(attributes.modified()),
                attributes.user() + ":" + attributes.group());
    }

    /** Copies a file to the place of its content, which is hashed as it is copied: it may change at any moment. */
    private Path stage(Entry.File file) throws IOException {
        Path temporary = AtomicFile.temporary(Files.createDirectories(folder));
        MessageDigest sha256 = Digest.sha256();
        try (InputStream in = file.content().open()) {
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(temporary), sha256)) {
                in.transferTo(out);
            }
            Files.setLastModifiedTime(temporary, SHIPPED);
            Path staged = folder.resolve(Digest.of(sha256).hex());
            AtomicFile.move(temporary, staged);
            return staged;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
