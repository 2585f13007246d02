package dev.lapstrake.root;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.cache.KeptText;
import dev.lapstrake.disk.Scratch;
import dev.lapstrake.image.ImageFiles;
import dev.lapstrake.image.SourceImage;
import dev.lapstrake.log.BuildLog;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.root.apt.ArchiveRequest;
import dev.lapstrake.root.apt.Suite;
import dev.lapstrake.root.contents.RootContents;
import dev.lapstrake.root.contents.Trim;
import dev.lapstrake.stage.Stage;
import dev.lapstrake.stage.StageInputs;
import dev.lapstrake.stage.StageOutput;
import dev.lapstrake.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Lays Debian packages on an image of that release, with what they need and the image has not, or only older. No script
 * runs, so what a package sets up only as it is installed is not set up.
 */
public final class PackagesOnBase implements Stage {
    public static final String NAME = "base packages";

    private static final int VERSION = 2;

    private final Base base;
    private final Place place;
    private final Archives archives;
    private final Wanted wanted;
    private final BuildLog log;
    private final Choosing packages = new Choosing(this::choose);

    /** The image that packages are laid on. */
    public interface Base {
        /** Finds the image, and fetches none of its layers. */
        SourceImage find() throws IOException, BuildException;
    }

    /**
     * Where the stage works.
     *
     * @param kept where it is written down what images have
     * @param scratch a folder to unpack the image in
     */
    public record Place(Path kept, Path scratch) {}

    /** Finds the archives of the release that the base is of. */
    public interface Archives {
        ArchiveRequest of(Suite suite) throws IOException, BuildException;
    }

    /**
     * Packages to lay on it.
     *
     * @param trim what of them, and of those that they need, is taken; empty for whole packages where dpkg keeps the records,
     *     which know no others
     */
    public record Wanted(Collection<String> packages, Optional<Trim> trim) {
        public Wanted {
            packages = List.copyOf(packages);
        }

        private RootContents on(DebianBase base) {
            return RootContents.of(packages, trim.orElse(base.isDpkgs() ? Trim.NONE : Trim.LIBRARIES));
        }
    }

    public PackagesOnBase(Base base, Place place, Archives archives, Wanted wanted, BuildLog log) {
        this.base = base;
        this.place = place;
        this.archives = archives;
        this.wanted = wanted;
        this.log = log;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CacheKey key(StageInputs inputs) throws IOException, BuildException {
        ChosenPackages known = packages.chosen();
        return known.key("packages-on-base", VERSION)
                .with("base", base.find().identity().hex())
                .with("trim", known.request().contents().packages().trim().toString());
    }

    private ChosenPackages choose() throws IOException, BuildException {
        DebianBase there = there(base.find());
        RootRequest request = RootRequest.packagesAlone(archives.of(there.suite()), wanted.on(there));
        return ChosenPackages.of(request, Optional.of(there.installed()), log);
    }

    private DebianBase there(SourceImage image) throws IOException, BuildException {
        CacheKey key = CacheKey.of("debian-base", VERSION)
                .with("image", image.identity().hex());
        KeptText kept = new KeptText(place.kept().resolve(key.toString()));
        Optional<String> known = kept.read();
        if (known.isPresent()) {
            return DebianBase.parse(known.get());
        }
        try (Scratch scratch = Scratch.in(place.scratch())) {
            DebianBase read = DebianBase.read(files(image, scratch.path()), image.name());
            kept.write(read.text());
            return read;
        }
    }

    private static Tree files(SourceImage image, Path scratch) throws IOException, BuildException {
        try {
            return new ImageFiles(image, scratch).all();
        } catch (BuildException e) {
            throw new Problem(
                            "base-malformed",
                            "<base> names an image whose files can't be read.",
                            e.problem().found(),
                            "name another image, or have this one made again")
                    .exception(e);
        }
    }

    @Override
    public StageOutput run(StageInputs inputs, Path scratch) throws IOException, BuildException {
        SourceImage image = base.find();
        Tree below = files(image, Files.createDirectories(scratch.resolve("base")));
        RootTree.Result result = packages.chosen().select(scratch, below);
        Tree records = new BaseRecords(below).of(result);
        Tree certificates = certificates(image.name(), below, result);
        Tree files = Settings.of(below).respected(result.kept());
        return StageOutput.of(
                new Landing(below, image.name())
                        .layer(files.overlay(certificates).overlay(records)),
                packages.chosen().facts(result.contributors()));
    }

    /** Whom the base trusts beside Debian's authorities stays trusted. */
    private Tree certificates(String image, Tree below, RootTree.Result result) {
        if (result.contributors().stream().noneMatch(piece -> piece.name().equals("ca-certificates"))) {
            return Tree.EMPTY;
        }
        try {
            return Certificates.of(result.all(), new TrustBelow(below).beside(result.all()));
        } catch (IOException | GeneralSecurityException e) {
            log.warn("The certificates of " + image + " stay as they are, without those of Debian's newer"
                    + " package, since they can't be read: " + e.getMessage());
            return Tree.EMPTY;
        }
    }
}
