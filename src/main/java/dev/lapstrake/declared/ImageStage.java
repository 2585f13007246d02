package dev.lapstrake.declared;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.image.ImageFiles;
import dev.lapstrake.image.ImageFinder;
import dev.lapstrake.image.SourceImage;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.stage.StageInputs;
import dev.lapstrake.stage.StageOutput;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes files out of another image. */
public final class ImageStage implements Stage {
    private static final int VERSION = 1;

    private final String name;
    private final String image;
    private final Source source;
    private final Optional<Set<TreePath>> wanted;
    private @Nullable SourceImage found;

    /** Where images are found, and for which platform. */
    public record Source(ImageFinder finder, Platform platform) {}

    /**
     * @param image as {@link ImageFinder} reads it
     * @param wanted the paths that are wanted of it; empty for everything
     */
    public ImageStage(String name, String image, Source source, Optional<Set<TreePath>> wanted) {
        this.name = name;
        this.image = image;
        this.source = source;
        this.wanted = wanted.map(Set::copyOf);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public CacheKey key(StageInputs inputs) throws IOException, BuildException {
        List<String> paths = wanted.stream()
                .flatMap(Set::stream)
                .map(TreePath::value)
                .sorted()
                .toList();
        return CacheKey.of("image", VERSION)
                .with("image", found().identity().hex())
                .with("files", wanted.isPresent() ? paths : List.of("/"));
    }

    /** Asked for once, so that the key and the files are of the same image. */
    private synchronized SourceImage found() throws IOException, BuildException {
        if (found == null) {
            found = source.finder().find(image, source.platform());
        }
        return found;
    }

    @Override
    public StageOutput run(StageInputs inputs, Path scratch) throws IOException, BuildException {
        ImageFiles files = new ImageFiles(found(), scratch);
        Tree tree = wanted.isPresent() ? files.some(wanted.get()) : files.all();
        return StageOutput.of(tree, Map.of("summary", image));
    }
}
