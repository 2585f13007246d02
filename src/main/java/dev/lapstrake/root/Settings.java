package dev.lapstrake.root;

import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Links;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The settings that an image has, which are not replaced by those of a package once somebody changed them (Debian policy
 * 10.7.3).
 *
 * @param below all files of the image
 * @param shipped the MD5 sums of those that packages brought, by their paths, as dpkg remembers them
 */
record Settings(Tree below, Map<String, String> shipped) {
    private static final TreePath FOLDER = new TreePath("etc");

    /** A line of a record's field {@code Conffiles}. */
    private static final Pattern LINE = Pattern.compile("(?m)^ /(etc/\\S+) ([0-9a-f]{32})( .*)?$");

    static Settings of(Tree below) throws IOException {
        String status = DebianBase.text(below, DebianBase.STATUS).orElse("");
        return new Settings(
                below,
                LINE.matcher(status)
                        .results()
                        .collect(Collectors.toUnmodifiableMap(
                                found -> found.group(1), found -> found.group(2), (one, other) -> one)));
    }

    /** The files of packages but for those in whose place the image has settings of its own. */
    Tree respected(Tree packages) throws IOException {
        Set<TreePath> own = new HashSet<>();
        for (Map.Entry<TreePath, Entry> entry : packages.entries().entrySet()) {
            if (FOLDER.holds(entry.getKey()) && entry.getValue() instanceof Entry.File && isOwn(entry.getKey())) {
                own.add(entry.getKey());
            }
        }
        return packages.filter((path, entry) -> !own.contains(path));
    }

    private boolean isOwn(TreePath path) throws IOException {
        Optional<Entry> there = Links.follow(below, path).flatMap(below::get);
        return there.isPresent()
                && there.get() instanceof Entry.File file
                && !md5(file.content()).equals(shipped.get(path.value()));
    }

    private static String md5(Content content) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content.bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
