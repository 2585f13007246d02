package dev.lapstrake.stage;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.registry.RegistryAccess;
import dev.lapstrake.registry.credentials.CredentialChain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** Machines, each with a cache of its own below a folder, that share a repository in a registry. */
record SharedMachines(Path folder, BuildLog log) {
    static final Duration LONG = Duration.ofSeconds(30);

    static final String REPOSITORY = "team/cache";

    RemoteStages stages(String machine, String address, boolean push) throws Exception {
        return stages(machine, address, push, LONG);
    }

    RemoteStages stages(String machine, String address, boolean push, Duration wait) throws Exception {
        Registries registries = new Registries(RegistryAccess.of(CredentialChain.NONE, Set.of()));
        ImageReference repository = ImageReference.parse(address + "/" + REPOSITORY, "cache");
        return new RemoteStages(
                new RemoteCache(registries, repository, push, wait), cache(machine), folder.resolve("scratch"), log);
    }

    StageCache cache(String machine) throws IOException {
        return new StageCache(Layout.ofCache(folder.resolve(machine)));
    }
}
