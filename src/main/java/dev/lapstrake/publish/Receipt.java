package dev.lapstrake.publish;

import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.ImageReference;
import java.util.List;

/**
 * What was published, for whoever deploys it.
 *
 * @param repository the first place that has it
 * @param names each name with its tag, in every place
 * @param pinned the same with the digest behind them; where there is no tag, the repository and the digest
 */
record Receipt(ImageReference repository, Digest digest, List<String> names, List<String> pinned) {
    Receipt {
        names = List.copyOf(names);
        pinned = List.copyOf(pinned);
    }

    /**
     * @param published an image, in at least one place
     */
    static Receipt of(List<Published> published) {
        Published first = published.get(0);
        Digest digest = first.image().digest();
        List<ImageReference> names = published.stream()
                .flatMap(each -> each.target().names().stream())
                .toList();
        List<ImageReference> known = names.isEmpty()
                ? published.stream().map(each -> each.target().repository()).toList()
                : names;
        return new Receipt(
                first.target().repository(),
                digest,
                names.stream().map(ImageReference::toString).toList(),
                known.stream().map(name -> name.withDigest(digest).toString()).toList());
    }
}
