package dev.lapstrake.startup;

import dev.lapstrake.stage.Stage;
import dev.lapstrake.stage.StageOutput;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes an archive that a JVM starts from. */
public sealed interface ArchiveStage extends Stage permits BaseArchive, ApplicationArchive {
    /** The fact that says which kind of archive it is. */
    String KIND = "startup";

    /** False if an image without it will do. */
    boolean isRequired();

    /**
     * A finished archive, with what the log and {@code image.json} say of it.
     *
     * @param place in the image
     */
    static StageOutput output(TreePath place, Path archive, Map<String, String> facts) throws IOException {
        Tree tree = Tree.EMPTY
                .with(place, new Entry.File(Attributes.FILE, Content.of(archive)))
                .withParents();
        return StageOutput.of(tree, facts);
    }

    /**
     * What is to be said of any archive.
     *
     * @param isReproducible true if it is the same bytes each time
     */
    static SortedMap<String, String> facts(String kind, String summary, boolean isReproducible) {
        SortedMap<String, String> facts = new TreeMap<>();
        facts.put(KIND, kind);
        facts.put("summary", isReproducible ? summary : summary + ", not reproducible");
        facts.put("startupReproducible", Boolean.toString(isReproducible));
        return facts;
    }
}
