package dev.lapstrake.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.log.RecordedLog;
import dev.lapstrake.log.Transfer;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.credentials.CredentialChain;
import dev.lapstrake.registry.server.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeterTest {
    private final RecordedLog log = new RecordedLog();
    private final AtomicLong millis = new AtomicLong();

    private final Time time = new Time() {
        @Override
        public long nanos() {
            return Duration.ofMillis(millis.get()).toNanos();
        }

        @Override
        public void sleep(Duration pause) {}

        @Override
        public double chance() {
            return 0;
        }
    };

    @Test
    void moveTellsNowAndThenAndAtTheEnd() {
        Descriptor blob = Descriptor.of(MediaType.LAYER_TAR, new byte[100]);
        Meter meter = new Meter("push r.io/app", List.of(blob, blob), log, time);
        for (int i = 0; i < 10; i++) {
            millis.addAndGet(100);
            meter.move(20);
        }
        meter.arrived();
        meter.arrived();

        assertThat(log.transfers())
                .containsExactly(
                        new Transfer("push r.io/app", 60, 200, 2, Duration.ofMillis(300)),
                        new Transfer("push r.io/app", 120, 200, 2, Duration.ofMillis(600)),
                        new Transfer("push r.io/app", 180, 200, 2, Duration.ofMillis(900)),
                        new Transfer("push r.io/app", 200, 200, 0, Duration.ofMillis(1000)));
        assertThat(log.transfers().get(3).rate()).isEqualTo(200);
    }

    @Test
    void pushAndPullTellWhatTheyHaveMoved(@TempDir Path folder) throws IOException, BuildException {
        Layout local = Layout.at(folder.resolve("local"));
        Descriptor image = SampleImages.image(local, Platform.LINUX_AMD64, 1000);
        Registries registries = new Registries(RegistryAccess.of(new CredentialChain(List.of(), log), Set.of()), time);
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(Layout.at(folder.resolve("remote")))) {
            ImageReference name = ImageReference.parse(registry.address() + "/app:1", "image");
            new ImagePush(registries, local).push(image, name, List.of("1"));
            new ImagePull(registries, Layout.at(folder.resolve("other"))).pull(name, Platform.LINUX_AMD64, "base");

            String repository = registry.address() + "/app";
            assertThat(log.transfers())
                    .extracting(Transfer::name)
                    .containsExactly("push " + repository, "pull " + repository);
            assertThat(log.transfers())
                    .allSatisfy(transfer -> assertThat(transfer.moved()).isEqualTo(transfer.total()));
        }
    }
}
