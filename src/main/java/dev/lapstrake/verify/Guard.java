package dev.lapstrake.verify;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.cache.KeptText;
import dev.lapstrake.disk.Scratch;
import dev.lapstrake.image.SourceImage;
import dev.lapstrake.image.WholeImage;
import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Looks at images. What it finds in one is kept, so the same image is never read twice, whatever it is held to.
 *
 * @param found the folder where it is kept what images have
 * @param references the folder where it is kept what jars refer to
 * @param scratch a folder to unpack images in
 * @param jdk the home of a JDK that tells which module has which package
 */
public record Guard(Path found, Path references, Path scratch, Path jdk) {
    /**
     * Holds an image to a policy.
     *
     * @param record what the build wrote down; empty for an image that was not built here
     */
    public Verdict verify(SourceImage image, Optional<BuildRecord> record, Policy policy)
            throws IOException, BuildException {
        if (policy.profile() == Profile.NONE) {
            return Verdict.NOTHING;
        }
        Findings found = findings(image, record);
        return policy.judge(found.behind(policy.budget().check(image.about().size())));
    }

    private Findings findings(SourceImage image, Optional<BuildRecord> record) throws IOException, BuildException {
        CacheKey key = CacheKey.of("verify", Rules.VERSION)
                .with("image", image.identity().hex())
                .with("record", record.map(BuildRecord::text).orElse(""))
                .with("jdk", System.getProperty("java.version", "") + " " + jdk);
        KeptText kept = new KeptText(found.resolve(key.toString()));
        Optional<String> known = kept.read();
        if (known.isPresent()) {
            return Findings.parse(known.get());
        }
        Findings findings = read(image, record);
        kept.write(findings.text());
        return findings;
    }

    private Findings read(SourceImage source, Optional<BuildRecord> record) throws IOException, BuildException {
        try (Scratch folder = Scratch.in(scratch)) {
            Image image = Image.of(WholeImage.read(source, folder.path()), record);
            List<Violation> violations = new ArrayList<>();
            SortedMap<String, String> unchecked = new TreeMap<>();
            for (Rule rule : Rules.all(jdk, references)) {
                Optional<String> reason = rule.unchecked(image);
                if (reason.isPresent()) {
                    unchecked.put(rule.id(), reason.get());
                } else {
                    rule.check(image).forEach(violations::add);
                }
            }
            return new Findings(violations, unchecked);
        }
    }
}
