package dev.lapstrake.verify;

import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Links;
import dev.lapstrake.tree.TreePath;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** No link to nothing, but for what the runtime of a container provides. */
final class BrokenLinkRule implements Rule {
    private static final Pattern PROVIDED = Pattern.compile(
            "/?(\\.\\./)*(proc|dev|sys|run)(/.*)?|/|(\\.\\./?)+|(/etc/)?(resolv\\.conf|hosts|hostname)");

    @Override
    public String id() {
        return "broken-link";
    }

    @Override
    public Stream<Violation> check(Image image) {
        return image.tree().entries().entrySet().stream()
                .flatMap(entry -> entry.getValue() instanceof Entry.Link link
                        ? Stream.of(Map.entry(entry.getKey(), link.target()))
                        : Stream.<Map.Entry<TreePath, String>>empty())
                .filter(link -> !PROVIDED.matcher(link.getValue()).matches()
                        && Links.follow(image.tree(), link.getKey()).isEmpty())
                .map(link -> image.violation(this, link.getKey(), "leads to nothing: " + link.getValue()));
    }
}
