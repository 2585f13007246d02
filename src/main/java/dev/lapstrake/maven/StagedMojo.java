package dev.lapstrake.maven;

import dev.lapstrake.build.CacheChoice;
import dev.lapstrake.build.DebianChoice;
import dev.lapstrake.build.LockChoice;
import dev.lapstrake.build.StageChoice;
import dev.lapstrake.declared.StageDeclaration;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.apt.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What goals have in common that run stages. */
abstract class StagedMojo extends ImageMojo {
    private static final Pattern LOCK_GOAL = Pattern.compile("(.+:)?lapstrake(-maven-plugin)?(:[^:]+)?:lock(@.*)?");

    /**
     * Stages of the build, each of which makes a tree of files: with {@code <commands>} on this machine, out of another
     * {@code <image>}, or out of Debian {@code <packages>}. Only what is copied from them is in the image.
     */
    @Parameter
    List<StageParameter> stages = List.of();

    /**
     * How results of stages are kept: {@code <limit>} of the cache on this machine, and in {@code <image>} a repository
     * that machines share, with {@code <push>} and {@code <wait>}. Whoever can write to it can change what is built.
     */
    @Parameter
    CacheParameter cache = new CacheParameter();

    /** What of the stages goes into the image, in order: each {@code <copy>} is a layer. */
    @Parameter
    List<CopyParameter> copies = List.of();

    /** The Debian release that the root, and stages of packages, are made of: {@code trixie} or {@code bookworm}. */
    @Parameter(property = "lapstrake.suite", defaultValue = "trixie")
    String suite = "trixie";

    /**
     * A mirror of Debian's archive, such as {@code http://mirror.example.com/debian}; that of the security archive is
     * looked for beside it, under {@code debian-security}. By default what the machine's apt uses, or else
     * {@code snapshot.debian.org}. Whatever it is, what comes from it is checked against the signature of Debian.
     */
    @Parameter(property = "lapstrake.mirror")
    @Nullable
    String mirror;

    /**
     * What the image runs on, such as {@code linux/amd64} and {@code linux/arm64}: an image for each is made, and with several
     * an index over them. By default Linux on the architecture of this machine.
     */
    @Parameter(property = "lapstrake.platforms")
    List<PlatformParameter> platforms = List.of();

    /** The only platform that is wanted, of those in {@code <platforms>} or any other. */
    @Parameter(property = "lapstrake.platform")
    @Nullable
    String platform;

    /**
     * Fails if {@code lapstrake.lock} is missing, or lacks something that the image is made of, or if the JDK or an image on
     * disk is another than the one in it. Otherwise that is a warning; and so it is where {@code lapstrake:lock} is among
     * the goals.
     */
    @Parameter(property = "lapstrake.requireLock", defaultValue = "false")
    boolean requireLock;

    /** The age from which a build tells that {@code lapstrake.lock} is old: {@code 30d}. By default it never does. */
    @Parameter(property = "lapstrake.lockMaxAge")
    @Nullable
    String lockMaxAge;

    /**
     * How old the indexes of Debian's archive may be before a build without {@code lapstrake.lock} asks whether there are
     * newer ones: {@code 1h}, {@code 30m}.
     */
    @Parameter(property = "lapstrake.indexMaxAge", defaultValue = "1h")
    String indexMaxAge = "1h";

    final PlatformChoice platforms() throws BuildException {
        return PlatformChoice.of(platforms, platform);
    }

    final DebianChoice debian() throws BuildException {
        return new DebianChoice(
                Suite.parse(suite),
                Parsed.mirror(mirror),
                Quantity.duration("indexMaxAge", indexMaxAge),
                Optional.empty());
    }

    @Override
    final LockChoice lockChoice() throws BuildException {
        Optional<Duration> age = lockMaxAge == null || lockMaxAge.isBlank()
                ? Optional.empty()
                : Optional.of(Quantity.duration("lockMaxAge", lockMaxAge));
        return new LockChoice(requireLock && !makesLock(session.getGoals()), age);
    }

    /**
     * True if the lock is made by name, as in {@code mvn package lapstrake:lock}. What runs before cannot be held to
     * what the lock will say.
     */
    static boolean makesLock(List<String> goals) {
        return goals.stream().anyMatch(goal -> LOCK_GOAL.matcher(goal).matches());
    }

    @Override
    final CacheChoice cacheChoice() throws BuildException {
        return cache.choice(session.getUserProperties(), System.getenv());
    }

    final StageChoice stageChoice() throws BuildException {
        List<StageDeclaration> declarations = new ArrayList<>();
        for (StageParameter stage : stages) {
            declarations.add(stage.declaration(project.getBasedir().toPath()));
        }
        return new StageChoice(declarations, CopyParameter.all(copies));
    }
}
