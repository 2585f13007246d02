package dev.lapstrake.verify;

import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * A Java runtime in an image.
 *
 * @param home the folder that it lies in
 * @param release the Java release, 17 for instance, as its {@code release} file tells (JEP 223); 0 if nothing tells
 */
record JavaRuntime(TreePath home, int release, RuntimeImage content) {
    private static final String MODULES = "/lib/modules";

    /** The runtimes of an image. */
    static List<JavaRuntime> of(Tree tree) throws IOException {
        List<JavaRuntime> found = new ArrayList<>();
        for (TreePath path : tree.entries().keySet()) {
            String value = path.value();
            if (value.endsWith(MODULES) && tree.get(path).orElse(null) instanceof Entry.File modules) {
                TreePath home = new TreePath(value.substring(0, value.length() - MODULES.length()));
                Optional<RuntimeImage> content = RuntimeImage.read(modules.content());
                if (content.isPresent()) {
                    found.add(new JavaRuntime(home, release(tree, home), content.get()));
                }
            }
        }
        return found;
    }

    private static int release(Tree tree, TreePath home) throws IOException {
        if (!(tree.get(home.resolve("release")).orElse(null) instanceof Entry.File file)) {
            return 0;
        }
        Properties properties = new Properties();
        properties.load(new StringReader(new String(file.content().bytes(), StandardCharsets.UTF_8)));
        String version =
                properties.getProperty("JAVA_VERSION", "").replace("\"", "").split("[.+-]", 2)[0];
        return version.matches("\\d{1,4}") ? Integer.parseInt(version) : 0;
    }
}
