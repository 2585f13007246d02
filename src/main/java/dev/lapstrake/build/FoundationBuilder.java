package dev.lapstrake.build;

import com.google.gson.JsonObject;
import dev.lapstrake.image.SourceImage;
import dev.lapstrake.image.SourceImage.About;
import dev.lapstrake.image.SourceImage.LayerBytes;
import dev.lapstrake.image.SourceImage.SourceLayer;
import dev.lapstrake.log.Step;
import dev.lapstrake.log.Stopwatch;
import dev.lapstrake.oci.DamagedBlobException;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.registry.ImagePull;
import dev.lapstrake.root.PackagesOnBase;
import dev.lapstrake.root.elf.ElfNeeds;
import dev.lapstrake.runtime.RuntimeStage;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.stage.StageResult;
import dev.lapstrake.tree.Content;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the image that the application is laid on: the layers of stages, on nothing or on a base. */
record FoundationBuilder(Workshop workshop, BuildRequest.Target target) {
    private static final List<String> WORDS_FOR_STAGES = List.of("summary", ElfNeeds.FACT);

    /**
     * @param layers what finished stages made, the lowest first
     */
    Foundation build(List<StageResult> layers) throws IOException, BuildException {
        if (target.foundation() instanceof FoundationChoice.Base base) {
            return onBase(base.image(), layers);
        }
        boolean java = layers.stream().anyMatch(layer -> layer.name().equals(RuntimeStage.NAME));
        Descriptor manifest = new FoundationImage(workshop.cache(), layers).ofNothing(target.platform(), java);
        return new Foundation(manifest, RuntimeStage.HOME.absolute() + "/bin/java", names(layers), facts(layers));
    }

    private SortedMap<String, String> facts(List<StageResult> layers) {
        SortedMap<String, String> facts = new TreeMap<>();
        layers.forEach(layer -> facts.putAll(layer.facts()));
        facts.keySet().removeAll(WORDS_FOR_STAGES);
        String requested = String.join("\n", requested());
        if (!requested.isEmpty()) {
            facts.put("requested", requested);
        }
        return facts;
    }

    /** The packages that the user named. */
    private Collection<String> requested() {
        return target.foundation() instanceof FoundationChoice.Distroless choice
                ? choice.contents().packages().names()
                : ((FoundationChoice.Base) target.foundation()).packages();
    }

    /** The stage that lays Debian packages on a base, which is fetched for it. */
    Stage packages(FoundationChoice.Base base) throws IOException, BuildException {
        Descriptor pulled = pulled(held(base.image()), target.platform());
        Manifest manifest = workshop.cache().manifest(pulled);
        About about =
                new About(Json.object(workshop.cache().read(manifest.config().digest())), manifest.size());
        List<SourceLayer> layers = manifest.layers().stream().map(this::layer).toList();
        Workplace workplace = workshop.workplace();
        PackagesOnBase.Source source = new PackagesOnBase.Source(
                new SourceImage(base.image().toString(), pulled.digest(), about, layers),
                workplace.debian().resolve("plans"),
                workplace.scratch());
        PackagesOnBase.Archives archives =
                suite -> new DebianChoice(suite, target.debian().mirror()).archive(target.platform(), workshop);
        return new PackagesOnBase(source, archives, base.packages(), workshop.log());
    }

    private SourceLayer layer(Descriptor layer) {
        return () -> {
            if (!workshop.cache().hasIntact(layer)) {
                throw new DamagedBlobException(layer.digest(), workshop.cache().blob(layer.digest()));
            }
            return new LayerBytes(Content.of(workshop.cache().blob(layer.digest())), layer.digest(), false);
        };
    }

    private static List<String> names(List<StageResult> layers) {
        return layers.stream().map(StageResult::name).toList();
    }

    private Foundation onBase(ImageReference base, List<StageResult> layers) throws IOException, BuildException {
        Descriptor pulled = pulled(held(base), target.platform());
        int count = layers(pulled, base);
        SortedMap<String, String> facts = facts(layers);
        String madeFor = facts.getOrDefault(PackagesOnBase.BASE, pulled.digest().toString());
        if (!madeFor.equals(pulled.digest().toString())) {
            throw new IOException("the image " + base + " changed while it was used; run the build again");
        }
        facts.remove(PackagesOnBase.BASE);
        List<String> names = new ArrayList<>(Collections.nCopies(count, "base"));
        names.addAll(names(layers));
        Descriptor manifest = layers.isEmpty() ? pulled : new FoundationImage(workshop.cache(), layers).ofBase(pulled);
        String exact = base.withDigest(pulled.digest()).toString();
        facts.put("base", exact);
        return new Foundation(manifest, "java", names, facts);
    }

    /** How many layers a base has; its configuration must know as many. */
    private int layers(Descriptor pulled, ImageReference base) throws IOException, BuildException {
        Manifest manifest = workshop.cache().manifest(pulled);
        JsonObject config = Json.object(workshop.cache().read(manifest.config().digest()));
        int count = manifest.layers().size();
        long known = Json.texts(Json.object(config, "rootfs"), "diff_ids").count();
        if (known != count) {
            throw new Problem(
                            "base-malformed",
                            "<base> names an image whose parts do not fit: it has " + count
                                    + " layers, and its configuration knows " + known + ".",
                            base.toString(),
                            "name another image, or have this one made again")
                    .exception();
        }
        return count;
    }

    private ImageReference held(ImageReference base) throws BuildException {
        return workshop.lock().held(base, target.platform(), workshop.log());
    }

    /** Finds the base, if there is one, for a lock to be made; none of its layers is fetched. */
    Optional<Descriptor> findBase() throws IOException, BuildException {
        if (!(target.foundation() instanceof FoundationChoice.Base base)) {
            return Optional.empty();
        }
        ImagePull pull = new ImagePull(workshop.registries(), workshop.cache());
        Descriptor found = pull.find(held(base.image()), target.platform(), "base");
        workshop.lock().took(base.image(), target.platform(), found.digest());
        return Optional.of(found);
    }

    private Descriptor pulled(ImageReference base, Platform platform) throws IOException, BuildException {
        Stopwatch watch = Stopwatch.start();
        String name = "base:" + base + " for " + platform;
        Optional<Descriptor> known = workshop.cache().findWhole(name);
        Descriptor image = workshop.workplace().offline() ? cached(known, base) : pull(base, platform);
        if (!known.map(Descriptor::digest).equals(Optional.of(image.digest()))) {
            workshop.cache().tag(name, image);
        }
        List<Descriptor> layers = workshop.cache().manifest(image).layers();
        long size = layers.stream().mapToLong(Descriptor::size).sum();
        boolean reused =
                known.filter(before -> before.digest().equals(image.digest())).isPresent();
        workshop.log().step(new Step("base", base.toString(), size, watch.time(), reused));
        return image;
    }

    private Descriptor pull(ImageReference base, Platform platform) throws IOException, BuildException {
        return new ImagePull(workshop.registries(), workshop.cache())
                .pull(base, platform, "base")
                .descriptor();
    }

    private static Descriptor cached(Optional<Descriptor> known, ImageReference base) throws BuildException {
        return known.orElseThrow(() -> new Problem(
                        "base-offline",
                        "Maven is offline, and the image in <base> is not in the cache.",
                        base.toString(),
                        "run the build once without -o")
                .exception());
    }
}
