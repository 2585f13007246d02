package dev.lapstrake.lock;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/**
 * How a lock counts in a build.
 *
 * @param lock empty if there is none
 * @param ledger where the build writes down what it takes
 */
public record LockUse(Optional<Lock> lock, Mode mode, LockUpdate update, Ledger ledger) {
    /** What comes of things that the lock lacks. */
    public enum Mode {
        /** They are taken as if there were no lock, with a warning. */
        WANTED,
        /** They end the build. */
        REQUIRED,
        /** They come into the lock, which is being made. */
        MADE
    }

    /** A build without a lock. */
    public static LockUse none() {
        return new LockUse(Optional.empty(), Mode.WANTED, LockUpdate.NONE, new Ledger());
    }

    /** The same build, its lock put aside. */
    public LockUse without() {
        return new LockUse(Optional.empty(), mode, update, ledger);
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
        Optional<Digest> locked = lock.get()
                .platform(platform.toString())
                .flatMap(known -> Optional.ofNullable(known.images().get(name)));
        if (locked.isEmpty()) {
            isLacking(lacks("an image", name + " for " + platform), log);
        }
        return locked.map(image::withDigest).orElse(image);
    }

    /** Writes down which image a name led to. */
    public void took(ImageReference image, Platform platform, Digest digest) {
        if (image.digest() == null) {
            ledger.note(image.toString(), platform.toString(), digest);
        }
    }

    /** What there is to tell of it in a report. */
    public SortedMap<String, String> facts() {
        SortedMap<String, String> facts = ledger.facts();
        if (!facts.containsKey("archives")) {
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
            case WANTED -> log.warn(problem.problem().text());
            case MADE -> log.detail(problem.problem().what());
        }
    }

    /** Tells if what the lock has for a platform is too old. */
    public void warnOfAge(Platform platform, Duration limit, Instant now, BuildLog log) {
        lock.flatMap(known -> known.snapshot(platform.toString()))
                .filter(time -> time.plus(limit).isBefore(now))
                .ifPresent(time -> log.warn("lapstrake.lock has the packages of " + time + ", which is "
                        + Duration.between(time, now).toDays() + " days ago; raise them with mvn package lapstrake:lock"
                        + " -Dlapstrake.lock.update=all"));
    }
}
