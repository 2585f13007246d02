package dev.lapstrake.stage;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.tree.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The finished results that a stage reads, in the layout that holds their layers. */
public final class StageInputs {
    private final Layout layout;
    private final Map<String, CacheKey> keys;
    private final Map<String, StageResult> results;

    public StageInputs(Layout layout, List<StageResult> results) {
        this(
                layout,
                results.stream().collect(Collectors.toMap(StageResult::name, StageResult::key)),
                results.stream().collect(Collectors.toMap(StageResult::name, Function.identity())));
    }

    /** Inputs of which not all are finished, whose keys are known all the same. */
    StageInputs(Layout layout, Map<String, CacheKey> keys, Map<String, StageResult> results) {
        this.layout = layout;
        this.keys = Map.copyOf(keys);
        this.results = Map.copyOf(results);
    }

    /** Says that a stage's key depends on what another will have made, or on what will have been fetched. */
    public static final class UnfinishedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        public UnfinishedException(String stage) {
            super(stage + " is not finished");
        }
    }

    /** The result of one of the stage's inputs. */
    public StageResult of(Stage input) {
        StageResult result = results.get(input.name());
        if (result != null) {
            return result;
        }
        throw keys.containsKey(input.name()) ? new UnfinishedException(input.name()) : undeclared(input);
    }

    public CacheKey keyOf(Stage input) {
        CacheKey key = keys.get(input.name());
        if (key == null) {
            throw undeclared(input);
        }
        return key;
    }

    private static IllegalStateException undeclared(Stage input) {
        return new IllegalStateException(input.name() + " is read, but is not among the stage's inputs");
    }

    /**
     * Unpacks what one of the inputs made.
     *
     * @param scratch a folder that lives as long as the tree is in use
     */
    public Tree treeOf(Stage input, Path scratch) throws IOException {
        StageResult result = of(input);
        return result.layer().unpack(layout, scratch.resolve(result.key() + ".tar"));
    }
}
