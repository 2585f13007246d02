package dev.lapstrake.build;

import dev.lapstrake.app.Application;
import dev.lapstrake.app.ApplicationLayer;
import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.disk.AtomicFile;
import dev.lapstrake.disk.Scratch;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.stage.StageResult;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sees to it that no layer hides what another brings: a copy that replaces a file by other content, or that lies behind
 * a link, would not give what its author expects.
 */
final class Overlaps {
    private final Workshop workshop;
    private final Map<TreePath, Placed> seen = new HashMap<>();

    /** True if the application has a file that a stage made too: it has to be looked at again when that changes. */
    private boolean sharesPaths;

    /** An entry, and the layer that brings it. */
    private record Placed(String layer, Entry entry) {}

    Overlaps(Workshop workshop) {
        this.workshop = workshop;
    }

    /** Looks at the layers once: what was found to be right is remembered under their digests. */
    void check(List<StageResult> layers, Optional<Application> application) throws IOException, BuildException {
        Path known =
                workshop.workplace().overlaps().resolve(key(layers, application).toString());
        if (layers.stream().noneMatch(layer -> layer.name().startsWith("copy ")) || Files.exists(known)) {
            return;
        }
        try (Scratch scratch = Scratch.in(workshop.workplace().scratch())) {
            for (StageResult layer : layers) {
                Path tar = scratch.path().resolve(layer.key() + ".tar");
                lay(layer.name(), layer.layer().unpack(workshop.cache(), tar));
            }
            sharesPaths = false; // the key covers what stages made
            for (ApplicationLayer layer : application.map(Application::layers).orElse(List.of())) {
                lay("the application's " + layer.name(), layer.tree());
            }
        }
        if (!sharesPaths) {
            AtomicFile.write(known, new byte[0]);
        }
    }

    private static CacheKey key(List<StageResult> layers, Optional<Application> application) {
        return CacheKey.of("overlaps", 1)
                .with(
                        "layers",
                        layers.stream()
                                .map(layer -> layer.layer().diffId().hex())
                                .toList())
                .with(
                        "application",
                        application.stream()
                                .flatMap(app -> app.layers().stream())
                                .flatMap(layer -> layer.tree().entries().keySet().stream())
                                .map(TreePath::value)
                                .toList());
    }

    private void lay(String layer, Tree tree) throws IOException, BuildException {
        for (Map.Entry<TreePath, Entry> entry : tree.entries().entrySet()) {
            TreePath path = entry.getKey();
            checkParents(path, layer);
            Placed before = seen.put(path, new Placed(layer, entry.getValue()));
            sharesPaths |= before != null && !(entry.getValue() instanceof Entry.Folder);
            if (before != null && !before.entry().isLike(entry.getValue())) {
                throw hidden(path, before.layer(), layer);
            }
        }
    }

    private void checkParents(TreePath path, String layer) throws BuildException {
        for (Optional<TreePath> at = path.parent();
                at.isPresent();
                at = at.get().parent()) {
            Placed parent = seen.get(at.get());
            if (parent != null && !(parent.entry() instanceof Entry.Folder)) {
                throw hidden(at.get(), parent.layer(), layer);
            }
        }
    }

    private static BuildException hidden(TreePath path, String below, String above) {
        return new Problem(
                        "copy-overwrites",
                        "<copies> put other content over what is in the image already.",
                        path.absolute() + ", from " + below + ", under that of " + above,
                        "write another <target>, or take less in <source>; where a link leads to a folder, write the"
                                + " folder's own path")
                .exception();
    }
}
