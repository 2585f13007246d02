package dev.lapstrake.build;

import static dev.lapstrake.Problems.assertProblem;

import dev.lapstrake.app.Application;
import dev.lapstrake.app.ApplicationLayer;
import dev.lapstrake.app.ClassPath;
import dev.lapstrake.app.Packing;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.contents.Accounts;
import dev.lapstrake.root.contents.FolderText;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaPlacesTest {
    private static final Application APPLICATION = new Application(
            "a.Main",
            List.of(
                    layer("launch", "app/classpath"),
                    layer("dependencies", "app/libs/lib.jar"),
                    layer("classes", "app/classes/a/Main.class")),
            new ClassPath(Packing.FOLDERS, List.of(), List.of()),
            List.of(),
            OptionalInt.empty(),
            false,
            List.of());

    private static ApplicationLayer layer(String name, String file) {
        return new ApplicationLayer(name, Tree.of(Map.of(new TreePath(file), Entry.file(name))));
    }

    private static void check(String path) throws BuildException {
        new JavaPlaces(APPLICATION).check(Accounts.parse(List.of(), List.of(new FolderText(path, "nonroot", "0770"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/app",
                "/app/classes",
                "/app/classes/a",
                "/app/libs",
                "/app/classpath",
                "/app/classpath/data",
                "/opt",
                "/opt/java",
                "/opt/java/lib"
            })
    void checkWhenALayerAboveTheRootBringsTheFolderSaysSo(String path) {
        assertProblem("directory-clash", () -> check(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app/data", "/app/classes/data", "/application", "/opt/data", "/data"})
    void checkWhenNobodyElseBringsTheFolderIsContent(String path) throws Exception {
        check(path);
    }
}
