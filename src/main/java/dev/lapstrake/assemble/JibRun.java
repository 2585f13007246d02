package dev.lapstrake.assemble;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.Port;
import dev.lapstrake.log.BuildLog;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * One run of Jib, by its public API only. It makes an image on nothing, since it reads few kinds of bases, and drops much
 * of what a base says; and of nothing, since it knows neither links nor owners of folders, compresses all files alike, and
 * takes a second to be loaded whenever a class has changed.
 */
public final class JibRun implements FrameMaker {
    @Override
    public void make(ContainerSettings settings, Path archive, Path caches, BuildLog log) throws IOException {
        // Jib deadlocks on small fixed pools, so it gets one that grows.
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            container(settings).containerize(containerizer(archive, caches, log).setExecutorService(threads));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the image was assembled");
        } catch (ExecutionException
                | RegistryException
                | CacheDirectoryCreationException
                | InvalidImageReferenceException e) {
            throw new IOException("Jib could not assemble the image: " + e.getMessage(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static JibContainerBuilder container(ContainerSettings settings) throws IOException {
        JibContainerBuilder container = Jib.fromScratch()
                .setCreationTime(settings.created())
                .setEnvironment(settings.environment().variables())
                .setLabels(settings.labels())
                .setExposedPorts(ports(settings))
                .setUser(settings.user().name())
                .setWorkingDirectory(AbsoluteUnixPath.get(settings.workingDirectory()));
        if (!settings.entryPoint().isEmpty()) {
            container.setEntrypoint(settings.entryPoint()).setProgramArguments(settings.arguments());
        } else if (!settings.arguments().isEmpty()) {
            container.setProgramArguments(settings.arguments());
        }
        return container;
    }

    private static Set<Port> ports(ContainerSettings settings) {
        return settings.ports().stream()
                .map(port -> port.protocol().equals("udp") ? Port.udp(port.number()) : Port.tcp(port.number()))
                .collect(Collectors.toSet());
    }

    private static Containerizer containerizer(Path archive, Path caches, BuildLog log)
            throws InvalidImageReferenceException {
        return Containerizer.to(TarImage.at(archive).named("frame"))
                .setBaseImageLayersCache(caches.resolve("base"))
                .setApplicationLayersCache(caches.resolve("application"))
                .addEventHandler(LogEvent.class, event -> log.detail("Jib: " + event.getMessage()));
    }
}
