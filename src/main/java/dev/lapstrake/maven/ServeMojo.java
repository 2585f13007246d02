package dev.lapstrake.maven;

import dev.lapstrake.build.DiskProblem;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.registry.server.EmbeddedRegistry;
import java.io.File;
import java.io.IOException;
import java.net.BindException;
import java.util.concurrent.CountDownLatch;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Serves a folder as a registry on loopback, until it is interrupted. What is pushed to it lands in the folder, which is an
 * OCI layout, and can be pulled from it again.
 */
@Mojo(name = "serve", requiresProject = false, aggregator = true, threadSafe = true)
public final class ServeMojo extends AbstractMojo {
    /** The port, on 127.0.0.1; 0 for any free one. */
    @Parameter(property = "lapstrake.serve.port", defaultValue = "5000")
    int port;

    /** The folder of the registry; made where it is missing. */
    @Parameter(property = "lapstrake.serve.folder", defaultValue = "${user.dir}/target/lapstrake/registry")
    File folder = new File("registry");

    @Override
    public void execute() throws MojoExecutionException {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(Layout.at(folder.toPath()), port)) {
            getLog().info("Serving " + folder + " as registry " + registry.address() + "; Ctrl-C ends it");
            new CountDownLatch(1).await();
        } catch (BindException | IllegalArgumentException e) {
            throw Failure.of(new Problem(
                            "port-taken",
                            "<port> can't be opened: it is taken, not allowed, or no port.",
                            Integer.toString(port),
                            "end the program that has it, or write another port: -Dlapstrake.serve.port=5001")
                    .exception(e));
        } catch (IOException e) {
            throw Failure.of(DiskProblem.of(e).exception(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
