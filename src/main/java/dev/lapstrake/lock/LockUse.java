package dev.lapstrake.lock;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * How a lock counts in a build.
 *
 * @param lock empty if there is none
 * @param ledger where the build writes down what it takes
 */
public record LockUse(Optional<Lock> lock, Mode mode, LockUpdate update, Ledger ledger) {
    /** Facts about a build that was not held to the lock, or not in all. */
    private static final Set<String> NOT_HELD = Set.of("archives", Ledger.UNLOCKED);

    /** What comes of things that the lock lacks. */
    public enum Mode {
        /** They are taken as if there were no lock, with a warning. */
        WANTED,
        /** They end the build. */
        REQUIRED,
        /** They come into the lock, which is being made. */
        MADE,
        /** All is taken as if there were no lock, but nothing that is older than what it has. */
        PUT_ASIDE
    }

    /** A build without a lock. */
    public static LockUse none() {
        return new LockUse(Optional.empty(), Mode.WANTED, LockUpdate.NONE, new Ledger());
    }

    /** The same for another part of the build, which writes down by itself what it takes. */
    public LockUse anew() {
        return new LockUse(lock, mode, update, new Ledger());
    }

    /** True if things are taken as the lock has them, as long as it has them. */
    public boolean holds() {
        return lock.isPresent() && (mode == Mode.WANTED || mode == Mode.REQUIRED);
    }

    /** The same build, its lock put aside for what it lacks. */
    public LockUse without(BuildException lacking) {
        ledger.noteUnlocked(lacking.problem());
        return new LockUse(lock, Mode.PUT_ASIDE, update, ledger);
    }

    /** What is lacking, as an error. */
    public BuildException lacks(String what, String found) {
        return new Problem(
                        "lock-incomplete",
                        "lapstrake.lock lacks " + what + ".",
                        found,
                        "run mvn package lapstrake:lock, look at what it changes, and commit it")
                .exception();
    }

    /** True if an error says that the lock lacks something that this build may take from elsewhere. */
    public boolean mayGoWithout(BuildException e) {
        return mode == Mode.WANTED && e.problem().id().equals("lock-incomplete");
    }

    /** An image by the digest that it is held to for a platform; as it is where that is not, or has one already. */
    public ImageReference held(ImageReference image, Platform platform, BuildLog log) throws BuildException {
        String name = image.toString();
        if (lock.isEmpty() || image.digest() != null || (mode == Mode.MADE && update.raises(name))) {
            return image;
        }
        return locked(name, platform, log).map(image::withDigest).orElse(image);
    }

    private Optional<Digest> locked(String image, Platform platform, BuildLog log) throws BuildException {
        Optional<Digest> locked = lock.flatMap(known -> known.platform(platform.toString()))
                .flatMap(known -> Optional.ofNullable(known.images().get(image)));
        if (locked.isEmpty()) {
            isLacking(lacks("an image", image + " for " + platform), log);
        }
        return locked;
    }

    /** Writes down which image a name led to. */
    public void took(ImageReference image, Platform platform, Digest digest) {
        if (image.digest() == null) {
            ledger.note(image.toString(), platform.toString(), digest);
        }
    }

    /** Looks whether an image, of which there is but one, is the one that the lock has, and writes it down. */
    public void checkImage(String name, Platform platform, Digest digest, BuildLog log) throws BuildException {
        ledger.note(name, platform.toString(), digest);
        if (lock.isPresent()) {
            Optional<Digest> locked = locked(name, platform, log);
            if (locked.isPresent() && !locked.get().equals(digest)) {
                isLacking(otherImage(name, locked.get(), digest), log);
            }
        }
    }

    private static BuildException otherImage(String name, Digest locked, Digest digest) {
        return new Problem(
                        "lock-image-differs",
                        "The image " + name + " is another than the one in lapstrake.lock, " + locked + ".",
                        digest.toString(),
                        "put the image there that was locked, or run mvn package lapstrake:lock to take this one")
                .exception();
    }

    /** What there is to tell of it in a report. */
    public SortedMap<String, String> facts() {
        SortedMap<String, String> facts = ledger.facts();
        if (Collections.disjoint(facts.keySet(), NOT_HELD)) {
            lock.ifPresent(known -> facts.put("lock", known.digest().toString()));
        }
        return facts;
    }

    /** Looks whether a JDK is the one that runtimes are to be linked from. */
    public void checkJdk(Platform target, LockedPlatform.Jdk jdk, BuildLog log) throws BuildException {
        String platform = target.toString();
        ledger.note(jdk, platform);
        if (lock.isEmpty()) {
            return;
        }
        Optional<LockedPlatform.Jdk> locked = lock.get().platform(platform).flatMap(LockedPlatform::jdk);
        if (locked.isEmpty()) {
            isLacking(lacks("the JDK that the runtime is linked from", jdk + " for " + platform), log);
        } else if (!locked.get().equals(jdk)) {
            isLacking(otherJdk(locked.get(), jdk), log);
        }
    }

    private static BuildException otherJdk(LockedPlatform.Jdk locked, LockedPlatform.Jdk jdk) {
        return new Problem(
                        "lock-jdk-differs",
                        "The runtime is linked from another JDK than the one in lapstrake.lock, " + locked + ".",
                        jdk.toString(),
                        "build with that JDK, or run mvn package lapstrake:lock to take this one")
                .exception();
    }

    private void isLacking(BuildException problem, BuildLog log) throws BuildException {
        switch (mode) {
            case REQUIRED -> throw problem;
            case WANTED, PUT_ASIDE -> {
                ledger.noteUnlocked(problem.problem());
                log.warn(problem.problem().text());
            }
            case MADE -> log.detail(problem.problem().what());
        }
    }

    /** Tells if what the lock has for a platform is too old. */
    public void warnOfAge(Platform platform, Duration limit, Instant now, BuildLog log) {
        lock.flatMap(known -> known.platform(platform.toString()))
                .map(locked -> Duration.between(locked.snapshot(), now))
                .filter(age -> age.compareTo(limit) > 0)
                .ifPresent(age -> log.warn("lapstrake.lock has what there was " + age.toDays()
                        + " days ago; raise it with mvn package lapstrake:lock -Dlapstrake.lock.update=all"));
    }
}
