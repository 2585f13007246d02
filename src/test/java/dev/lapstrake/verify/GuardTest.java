package dev.lapstrake.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.image.SourceImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
    void toJsonSaysWhatAPipelineWantsToKnow() {
        Violation shell = new Violation("shell", "/bin/sh", "base", "is a shell");
        assertThat(new String(new Verdict(List.of(shell), 2, List.of("set-uid")).toJson("a:1"), StandardCharsets.UTF_8))
                .isEqualToIgnoringWhitespace("""
                        {"image": "a:1",
                         "violations": [{"rule": "shell", "where": "/bin/sh", "layer": "base", "what": "is a shell",
                                         "allow": "shell:/bin/sh"}],
                         "allowed": 2,
                         "idle": ["set-uid"]}
                        """);
    }

    @Test
    void recordWhenItIsAsABuildWritesItIsRead() throws Exception {
        String digest = "sha256:" + "0a".repeat(32);
        String json = "{\"layers\": [{\"name\": \"root\", \"digest\": \"" + digest + "\"}], \"requested\": [\"curl\"]}";
        BuildRecord record = BuildRecord.parse(json.getBytes(StandardCharsets.UTF_8));
        assertThat(record.text()).isEqualTo("{" + digest + "=root} [curl]");
    }
}
