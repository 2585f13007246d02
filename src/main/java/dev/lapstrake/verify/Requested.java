package dev.lapstrake.verify;

import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Links;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What of an image the user asked for by name: the files of the Debian packages in {@code <packages>}, and what
 * {@code <copy>} and the application bring.
 */
final class Requested {
    private static final TreePath RECORDS = new TreePath("var/lib/dpkg/status.d");
    private static final Set<String> BELOW =
            Set.of("root", "base", "base packages", "runtime", "base-archive", "startup-archive");
    private static final Pattern OURS = Pattern.compile("copy .+");

    private final Image image;
    private final Set<String> ofPackages = new HashSet<>();

    private Requested(Image image) {
        this.image = image;
    }

    static Requested of(Image image) {
        Requested requested = new Requested(image);
        image.record().ifPresent(record -> record.requested().forEach(requested::addPackage));
        return requested;
    }

    private void addPackage(String name) {
        if (image.tree().get(RECORDS.resolve(name + ".md5sums")).orElse(null) instanceof Entry.File sums) {
            try {
                new String(sums.content().bytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.replaceFirst("^\\S+\\s+", ""))
                        .forEach(ofPackages::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What packages record are files; a link is asked for as what it leads to is. */
    boolean holds(TreePath path) {
        TreePath file = Links.follow(image.tree(), path).orElse(path);
        return ofPackages.contains(file.value()) || isOfUpperLayer(image.layer(path));
    }

    /** A stranger's image names its layers as it likes; only ours say what made them. */
    private boolean isOfUpperLayer(String layer) {
        return image.record().isPresent()
                ? !BELOW.contains(layer)
                : OURS.matcher(layer).matches();
    }
}
