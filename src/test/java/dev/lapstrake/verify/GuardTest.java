package dev.lapstrake.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.image.SourceImage;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Platform;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardTest {
    @TempDir
    Path folder;

    private Guard guard() {
        Path jdk = Path.of(System.getProperty("java.home"));
        return new Guard(folder.resolve("found"), folder.resolve("references"), folder.resolve("scratch"), jdk);
    }

    private static Policy policy(Profile profile, String... allow) throws Exception {
        return Policy.of(profile, List.of(allow), Budget.NONE);
    }

    @Test
    void verifyWhenTheImageIsCleanFindsNothing() throws Exception {
        SourceImage image = new Planted().file("etc/passwd", "root:x:0:0::/:\n").source();
        assertThat(guard().verify(image, Optional.empty(), policy(Profile.DISTROLESS))
                        .violations())
                .isEmpty();
    }

    @Test
    void verifyWhenTheImageWasSeenBeforeReadsNoneOfItAgain() throws Exception {
        SourceImage image = new Planted().program("bin/sh").device("dev/sda").source();
        Verdict first = guard().verify(image, Optional.empty(), policy(Profile.DISTROLESS));
        assertThat(first.violations().stream().map(Violation::allowedBy))
                .containsExactly("shell:/bin/sh", "device:/dev/sda");
        SourceImage closed = new SourceImage(image.name(), image.identity(), image.about(), List.of(() -> {
            throw new AssertionError("a layer is read again");
        }));
        assertThat(guard().verify(closed, Optional.empty(), policy(Profile.BASE)))
                .isEqualTo(first);
        assertThat(guard().verify(closed, Optional.empty(), policy(Profile.DISTROLESS, "shell"))
                        .violations())
                .hasSize(1);
    }

    @Test
    void verifyWhenThePolicyIsNoneLooksForNothing() throws Exception {
        SourceImage image = new Planted().program("bin/sh").source();
        assertThat(guard().verify(image, Optional.empty(), policy(Profile.NONE)).violations())
                .isEmpty();
        assertThat(folder.resolve("found")).doesNotExist();
    }

    @Test
    void verifyWhenARuleCanNotJudgeTheImageSaysSoEachTime() throws Exception {
        SourceImage image = new Planted().file("a", "").source();
        for (int i = 0; i < 2; i++) { // the second time from what is kept
            assertThat(guard().verify(image, Optional.empty(), policy(Profile.DISTROLESS))
                            .unchecked())
                    .containsOnlyKeys("unknown-layer");
        }
        Planted planted = new Planted().file("a", "");
        Optional<BuildRecord> record = Optional.of(planted.record());
        assertThat(guard().verify(planted.source(), record, policy(Profile.DISTROLESS))
                        .unchecked())
                .isEmpty();
    }

    @Test
    void reportSaysWhatAPipelineWantsToKnow() {
        Violation shell = new Violation("shell", "/bin/sh", "base", "is a shell");
        Verdict verdict =
                new Verdict(List.of(shell), 2, List.of("set-uid"), new TreeMap<>(Map.of("module", "it is odd")));
        Digest digest = Digest.of("");
        assertThat(new String(
                        Verified.report(List.of(new Verified("a:1", Platform.LINUX_AMD64, digest, verdict))),
                        StandardCharsets.UTF_8))
                .isEqualToIgnoringWhitespace("""
                        {"images": [
                          {"image": "a:1",
                           "platform": "linux/amd64",
                           "digest": "%s",
                           "violations": [{"rule": "shell", "where": "/bin/sh", "layer": "base", "what": "is a shell",
                                           "allow": "shell:/bin/sh"}],
                           "allowed": 2,
                           "idle": ["set-uid"],
                           "notChecked": {"module": "it is odd"}}]}
                        """.formatted(digest));
    }

    @Test
    void recordWhenItIsAsABuildWritesItIsRead() throws Exception {
        String digest = "sha256:" + "0a".repeat(32);
        String json = "{\"layers\": [{\"name\": \"root\", \"digest\": \"" + digest + "\"}], \"requested\": [\"curl\"]}";
        BuildRecord record = BuildRecord.parse(json.getBytes(StandardCharsets.UTF_8));
        assertThat(record.text()).isEqualTo("{" + digest + "=root} [curl]");
    }
}
