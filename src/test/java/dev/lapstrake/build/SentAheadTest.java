package dev.lapstrake.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.oci.Compression;
import dev.lapstrake.oci.ImageFormat;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.publish.Published;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build that will be pushed sends layers as it makes them, and only those that the image has. */
class SentAheadTest {
    private static final int LARGE = 1 << 20;

    @TempDir
    Path folder;

    private BuildFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new BuildFixture(folder);
        String large = new Random(1)
                .ints(LARGE, ' ', '~')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        fixture.project.resource("large.txt", large);
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
    }

    private BuildResult build(BuildRequest request) throws BuildException {
        ImageReference destination = fixture.targets("team/app:1.0").get(0).repository();
        return new ImageBuild(fixture.workplace, fixture.registries, List.of(destination), fixture.log).run(request);
    }

    /** How many large blobs the registry has. */
    private long sent() throws IOException {
        try (Stream<Path> files = Files.walk(fixture.remote.folder().resolve("blobs"))) {
            return files.filter(file -> file.toFile().length() > LARGE / 2).count();
        }
    }

    @Test
    void runSendsWhatItMakesAndThePushCountsIt() throws Exception {
        build(fixture.request("base:single"));

        assertThat(sent()).isEqualTo(1);
        List<Published> published = new ImagePublish(fixture.workplace, fixture.registries, fixture.log)
                .run(fixture.targets("team/app:1.0"));
        assertThat(published.get(0).image().bytesUploaded()).isGreaterThan(LARGE / 2);
        assertThat(fixture.remote.find("team/app:1.0")).isPresent();
    }

    @Test
    void runOfWhatIsKnownSendsNothing() throws Exception {
        fixture.build(fixture.request("base:single"));
        build(fixture.request("base:single"));

        assertThat(sent()).isZero();
    }

    @Test
    void runSendsNothingThatWillBeCompressedOtherwise() throws Exception {
        BuildRequest gzip = fixture.request("base:single");
        ManifestChoice zstd = new ManifestChoice(ImageFormat.OCI, Compression.ZSTD, new TreeMap<>());
        build(new BuildRequest(gzip.name(), gzip.platforms(), zstd));

        assertThat(sent()).isZero();
    }
}
