package dev.lapstrake.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.cache.Findings;
import dev.lapstrake.log.RecordedLog;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.registry.FakeServer;
import dev.lapstrake.registry.server.EmbeddedRegistry;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What searches came to, on two machines with one registry. */
class RemoteFindingsTest {
    private static final String TEXT = "java.sql\n\"quoted\"\tand not";

    @TempDir
    Path folder;

    private final RecordedLog log = new RecordedLog();
    private Layout remote;
    private EmbeddedRegistry registry;
    private SharedMachines machines;

    @BeforeEach
    void start() throws Exception {
        remote = Layout.at(folder.resolve("remote"));
        registry = EmbeddedRegistry.start(remote);
        machines = new SharedMachines(folder, log);
    }

    @AfterEach
    void stop() throws Exception {
        registry.close();
    }

    private interface Use {
        Optional<String> of(Findings findings) throws Exception;
    }

    private Optional<String> on(String machine, String address, boolean push, Use use) throws Exception {
        try (RemoteStages stages = machines.stages(machine, address, push)) {
            StageMemory memory = new StageMemory(
                    machines.cache(machine), Optional.of(stages), new KeyHistory(folder.resolve(machine + "-history")));
            return use.of(memory.findings(folder.resolve(machine + "-found")));
        }
    }

    private Optional<String> on(String machine, Use use) throws Exception {
        return on(machine, registry.address(), true, use);
    }

    private Optional<String> keep(Findings findings, String name) throws Exception {
        findings.keep(name, TEXT);
        return findings.find(name);
    }

    @Test
    void findWhenAnotherMachineKeptItAsksOnce() throws Exception {
        assertThat(on("one", findings -> keep(findings, "a"))).contains(TEXT);
        assertThat(on("two", findings -> findings.find("b"))).isEmpty();
        assertThat(on("two", findings -> findings.here().find("a"))).isEmpty();
        assertThat(on("two", findings -> findings.find("a"))).contains(TEXT);
        registry.close();
        assertThat(on("two", findings -> findings.find("a"))).contains(TEXT);
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void keepWhenNothingIsToBePushedKeepsItHere() throws Exception {
        assertThat(on("one", registry.address(), false, findings -> keep(findings, "a")))
                .contains(TEXT);
        assertThat(remote.index()).isEmpty();
    }

    @Test
    void findWhenTheTagIsOfAnotherNameOrThingFindsNothing() throws Exception {
        on("one", findings -> keep(findings, "a"));
        remote.tag("team/cache:found-b", remote.find("team/cache:found-a").orElseThrow());
        assertThat(on("two", findings -> findings.find("b"))).isEmpty();
        assertThat(log.warnings()).singleElement().asString().contains("'b' is not used");
    }

    @Test
    void findWhenTheRegistryHasNoManifestThereFindsNothing() throws Exception {
        try (FakeServer server = new FakeServer(seen -> FakeServer.Answered.of(200, "nonsense"))) {
            assertThat(on("two", server.address(), false, findings -> findings.find("a")))
                    .isEmpty();
        }
        assertThat(log.warnings()).hasSize(1);
    }
}
