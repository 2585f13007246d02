package dev.lapstrake.maven;

import dev.lapstrake.build.DiskProblem;
import dev.lapstrake.build.ServedStore;
import dev.lapstrake.build.Workplace;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.registry.server.EmbeddedRegistry;
import java.io.File;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * Serves the project's image as a registry on loopback, under its own name and tags, until it is interrupted: to be pulled
 * by whatever pulls images. What is built meanwhile is served when it is built. What is pushed lands in a folder, which is
 * an OCI layout, and can be pulled again.
 */
@Mojo(name = "serve", requiresProject = false, aggregator = true, threadSafe = true)
public final class ServeMojo extends ImageMojo {
    private static final long PAUSE_MILLIS = 500;

    /** The port, on 127.0.0.1; 0 for any free one. */
    @Parameter(property = "lapstrake.serve.port", defaultValue = "5000")
    int port;

    /** The folder of the registry; made where it is missing. */
    @Parameter(property = "lapstrake.serve.folder", defaultValue = "${user.dir}/target/lapstrake/registry")
    File folder = new File("registry");

    @Parameter(defaultValue = "${reactorProjects}", readonly = true)
    List<MavenProject> projects = List.of();

    private final Set<String> told = new HashSet<>();

    /** The registry is there, whether the project has an image or not. */
    @Override
    boolean hasImage() {
        return true;
    }

    @Override
    void run(BuildLog log) throws BuildException {
        try {
            serve(Layout.at(folder.toPath()), log);
        } catch (BindException | IllegalArgumentException e) {
            throw new Problem(
                            "port-taken",
                            "<port> can't be opened: it is taken, not allowed, or no port.",
                            Integer.toString(port),
                            "end the program that has it, or write another port: -Dlapstrake.serve.port=5001")
                    .exception(e);
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where the images of this build are; without a POM, where one was built in this folder. */
    private List<Path> outputs() {
        List<Path> outputs = projects.stream()
                .filter(project -> project.getFile() != null)
                .map(project -> Path.of(project.getBuild().getDirectory(), "lapstrake"))
                .toList();
        return outputs.isEmpty() ? List.of(Path.of("target", "lapstrake")) : outputs;
    }

    private void serve(Layout layout, BuildLog log) throws IOException, BuildException, InterruptedException {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(layout, port)) {
            Registries registries = registries(log);
            Workplace workplace = workplace();
            List<ServedStore> stores = outputs().stream()
                    .map(output -> new ServedStore(workplace.at(output), registries, layout))
                    .toList();
            getLog().info("Serving " + folder + " as registry " + registry.address() + "; Ctrl-C ends it");
            while (!Thread.currentThread().isInterrupted()) {
                for (ServedStore store : stores) {
                    refresh(store, registry.address());
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
    }

    private void refresh(ServedStore store, String address) {
        try {
            store.refresh().forEach(name -> getLog().info("Serving " + address + "/" + name));
        } catch (IOException e) {
            getLog().debug("The image is not served yet: " + e.getMessage()); // a build is changing it
        } catch (BuildException e) {
            if (told.add(e.problem().text())) {
                getLog().warn("An image can't be served. " + e.problem().text());
            }
        }
    }
}
