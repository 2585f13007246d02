package dev.lapstrake.build;

import com.google.gson.JsonObject;
import dev.lapstrake.disk.AtomicFile;
import dev.lapstrake.image.ImageFinder;
import dev.lapstrake.image.SourceImage;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.ImagePull;
import dev.lapstrake.registry.Registries;
import dev.lapstrake.verify.BuildRecord;
import dev.lapstrake.verify.Guard;
import dev.lapstrake.verify.Policy;
import dev.lapstrake.verify.Verdict;
import dev.lapstrake.verify.Verified;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds an image to a policy: the one in the store, or any other. */
public final class ImageVerify {
    private final Workplace workplace;
    private final Registries registries;
    private final Path jdk;
    private final BuildLog log;

    /**
     * @param jdk the home of a JDK that tells which module has which package
     */
    public ImageVerify(Workplace workplace, Registries registries, Path jdk, BuildLog log) {
        this.workplace = workplace;
        this.registries = registries;
        this.jdk = jdk;
        this.log = log;
    }

    /** What an image is held to, which may be something else on each platform. */
    public interface Policies {
        Policy of(Platform platform) throws BuildException;
    }

    /** Reads the image in the store, for each platform that it has. */
    public List<Verified> store(Policies policies) throws BuildException {
        try {
            Store.requireImage(workplace, "verify");
            new WholeStore(workplace, registries).open();
            byte[] json = Files.readAllBytes(workplace.output().resolve("image.json"));
            JsonObject report = Json.object(json);
            BuildRecord record = BuildRecord.parse(json);
            String tag = Json.texts(report, "tags").findFirst().orElse("latest");
            List<Verified> verified = new ArrayList<>();
            for (JsonObject image : Json.objects(report, "platforms").toList()) {
                Platform platform = Platform.parse(Json.text(image, "platform", ""));
                SourceImage found = finder(workplace.output()).find("oci:image:" + tag, platform);
                Verdict verdict = verdict(found, Optional.of(record), policies.of(platform));
                verified.add(new Verified(Json.text(report, "name", tag), platform, found.identity(), verdict));
            }
            return verified;
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
    }

    /** Reads an image by the names that {@link ImageFinder} knows. */
    public List<Verified> image(String name, Platform platform, Policy policy) throws BuildException {
        try {
            SourceImage found = find(name, platform);
            Verdict verdict = verdict(found, Optional.empty(), policy);
            return List.of(new Verified(name, platform, found.identity(), verdict));
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
    }

    /**
     * The bytes of all the layers of an image, of which none is fetched.
     *
     * @return empty if the image is in a registry, and is for other platforms only
     */
    public Optional<Long> size(String name, Platform platform) throws BuildException {
        try {
            return Optional.of(find(name, platform).about().size());
        } catch (BuildException e) {
            if (e.problem().id().equals("platform-missing")) {
                return Optional.empty();
            }
            throw e;
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
    }

    private SourceImage find(String name, Platform platform) throws IOException, BuildException {
        return finder(workplace.project()).find(name, platform);
    }

    private ImageFinder finder(Path folder) throws IOException {
        Layout cache = Layout.ofCache(workplace.layout());
        return new ImageFinder(
                new ImagePull(registries, cache), cache, ImageFinder.Pins.none(), folder, workplace.offline());
    }

    private Verdict verdict(SourceImage image, Optional<BuildRecord> record, Policy policy)
            throws IOException, BuildException {
        log.detail("Looking at " + image.name() + ", " + image.identity());
        return new Guard(workplace.verified(), workplace.references(), workplace.scratch(), jdk)
                .verify(image, record, policy);
    }

    /** Writes down what was found, for pipelines. */
    public Path report(List<Verified> images, String fileName) throws BuildException {
        Path file = workplace.output().resolve(fileName);
        try {
            AtomicFile.write(file, Verified.report(images));
            return file;
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
    }
}
