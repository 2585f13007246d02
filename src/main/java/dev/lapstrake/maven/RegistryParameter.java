package dev.lapstrake.maven;

import dev.lapstrake.net.ClientCertificate;
import dev.lapstrake.net.Tls;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A {@code <registry>}, as the POM has it: how one registry is reached, where that is not how all are. */
public final class RegistryParameter {
    /** Stands for the rest of an image's name. */
    private static final String PLACE = "image";

    private static final Pattern ADDRESS = Pattern.compile("(localhost|[^/]*[.:][^/]*)(/[^:@]+)?");

    /** The registry, as it stands in images' names: {@code docker.io}, {@code registry.example.com:5000}. */
    @Nullable
    String name;

    /**
     * Registries that are asked before this one, in this order, each with the path in it if it has one:
     * {@code mirror.example.com/hub}. Nothing is pushed to them.
     */
    List<String> mirrors = List.of();

    /** A file of certificates, in PEM, that are believed of this registry, beside those that are anyway. */
    @Nullable
    File caFile;

    /**
     * A certificate with its key that this registry wants to see: a key store (.p12), or a PEM file. The passphrase is in
     * {@code settings.xml}, in the {@code <server>} that has the registry's name.
     */
    @Nullable
    File clientCertificate;

    /** The name, as a parsed image's name has it. */
    String registry() throws BuildException {
        return image(Optional.ofNullable(name).orElse("").strip()).registry();
    }

    /** Each as the registry's part of an image's name, and the path that follows it. */
    List<String> mirrors() throws BuildException {
        List<String> addresses = new ArrayList<>();
        for (String mirror : mirrors) {
            ImageReference image = image(mirror.strip());
            addresses.add((image.registry() + "/" + image.repository()).replaceFirst("/" + PLACE + "$", ""));
        }
        return List.copyOf(addresses);
    }

    /**
     * How TLS is spoken with it.
     *
     * @param common file of certificates that are believed of all registries
     * @param passphrase of the client's certificate
     */
    Tls tls(Optional<Path> common, String passphrase) {
        return new Tls(
                Stream.concat(common.stream(), Stream.ofNullable(caFile).map(File::toPath))
                        .toList(),
                Optional.ofNullable(clientCertificate).map(file -> new ClientCertificate(file.toPath(), passphrase)));
    }

    private static ImageReference image(String address) throws BuildException {
        if (!ADDRESS.matcher(address).matches()) {
            throw malformed(address).exception();
        }
        try {
            return ImageReference.parse(address + "/" + PLACE, "registry");
        } catch (BuildException e) {
            throw malformed(address).exception(e);
        }
    }

    private static Problem malformed(String address) {
        return new Problem(
                "registry-name-malformed",
                "<registry> or <mirror> has a name that no registry can have.",
                address,
                "write the host, and the port if there is one, as in images' names: <name>docker.io</name>; a mirror may"
                        + " have a path: <mirror>mirror.example.com:5000/hub</mirror>");
    }
}
