package dev.lapstrake.verify;

import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/**
 * A Java runtime in an image, as its {@code release} file tells (JEP 223).
 *
 * @param home the folder that it lies in
 * @param release the Java release: 17, 21, 25
 */
record JavaRuntime(TreePath home, int release, Set<String> modules) {
    private static final String MODULES = "/lib/modules";

    /** The runtimes of an image. */
    static List<JavaRuntime> of(Image image) throws IOException {
        List<JavaRuntime> found = new ArrayList<>();
        for (TreePath path : image.tree().entries().keySet()) {
            String value = path.value();
            if (value.endsWith(MODULES)) {
                TreePath home = new TreePath(value.substring(0, value.length() - MODULES.length()));
                if (image.tree().get(home.resolve("release")).orElse(null) instanceof Entry.File release) {
                    found.add(parse(home, new String(release.content().bytes(), StandardCharsets.UTF_8)));
                }
            }
        }
        return found;
    }

    private static JavaRuntime parse(TreePath home, String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        String version =
                properties.getProperty("JAVA_VERSION", "").replace("\"", "").split("[.+-]", 2)[0];
        String modules = properties.getProperty("MODULES", "").replace("\"", "").strip();
        return new JavaRuntime(
                home, version.matches("\\d{1,4}") ? Integer.parseInt(version) : 0, Set.of(modules.split("\\s+", -1)));
    }
}
