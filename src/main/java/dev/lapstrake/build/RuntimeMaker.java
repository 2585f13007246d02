package dev.lapstrake.build;

import dev.lapstrake.app.Application;
import dev.lapstrake.build.ApplicationChoice.JdkChoice;
import dev.lapstrake.classfile.References;
import dev.lapstrake.lock.LockedPlatform;
import dev.lapstrake.log.Span;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.root.SinglePackage;
import dev.lapstrake.runtime.Jdk;
import dev.lapstrake.runtime.ModuleFinder;
import dev.lapstrake.runtime.Modules;
import dev.lapstrake.runtime.RuntimeExtras;
import dev.lapstrake.runtime.RuntimeStage;
import dev.lapstrake.runtime.TargetJdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds out which JDK links the runtime of an image, of whose modules. */
record RuntimeMaker(Workshop workshop, Target target, ApplicationChoice.RuntimeChoice choice) {
    /** What the application refers to, if it is run by the release of the JDK that links. */
    References references(Application application) throws IOException, BuildException {
        try (Span span = workshop.log().span("build", "read what the application refers to")) {
            span.with("main class", application.mainClass());
            return finder(linker(named())).references(application.code());
        }
    }

    /** The release of Java that the runtime is of. */
    int release() throws IOException, BuildException {
        return linker(named()).release();
    }

    private ModuleFinder finder(Jdk linker) {
        return new ModuleFinder(linker, workshop.findings(), workshop.digests());
    }

    /**
     * The stage that links.
     *
     * @param code what the application refers to
     */
    RuntimeStage make(References code, RuntimeExtras extras) throws IOException, BuildException {
        Optional<Jdk> named = named();
        Jdk linker = linker(named);
        TargetJdk source = named.isPresent() ? folder(linker, named.get()) : standard(linker);
        LockedPlatform.Jdk jdk = new LockedPlatform.Jdk(linker.version(), source.identity());
        workshop.lock().checkJdk(target.platform(), jdk, workshop.log());
        Set<String> wanted = new TreeSet<>(choice.modules());
        wanted.addAll(extras.modules());
        return new RuntimeStage(linker, source, modules(linker, own(linker, source), code, wanted), extras);
    }

    private Digest own(Jdk linker, TargetJdk source) throws IOException, BuildException {
        return source instanceof TargetJdk.Linker same ? same.identity() : workshop.identity(linker.home());
    }

    private Modules modules(Jdk linker, Digest identity, References code, Set<String> wanted)
            throws IOException, BuildException {
        try (Span span = workshop.log().span("build", "find the modules")) {
            Modules modules = choice.allModules()
                    ? finder(linker).javaSe(wanted, identity)
                    : finder(linker).neededBy(code, wanted, identity);
            span.with("modules", modules.names().size());
            return modules;
        }
    }

    /** A JDK that the user names links by itself, if it runs here: on Alpine, none of glibc's does. */
    private Jdk linker(Optional<Jdk> named) throws IOException, BuildException {
        if (named.isEmpty() || !runsHere(named.get().platform())) {
            return Jdk.linkerAt(choice.jdk());
        }
        boolean samePrograms = named.get().suitsDebian() == Jdk.at(choice.jdk()).suitsDebian();
        return Jdk.linkerAt(samePrograms ? named.get().home() : choice.jdk());
    }

    /** The JDK that the user names, if it is one for itself. */
    private Optional<Jdk> named() throws IOException, BuildException {
        if (choice.target() instanceof JdkChoice.Archive packed) {
            Workplace workplace = workshop.workplace();
            return Optional.of(Jdk.at(packed.archive().home(workplace.jdks(), workplace.outside())));
        }
        return choice.target() instanceof JdkChoice.Folder folder
                ? Optional.of(Jdk.at(folder.home()))
                : Optional.empty();
    }

    private static boolean runsHere(Platform platform) {
        return Platform.ofHost().accepts(platform);
    }

    private TargetJdk standard(Jdk linker) throws IOException, BuildException {
        boolean own =
                choice.target() instanceof JdkChoice.Standard && runsHere(target.platform()) && linker.suitsDebian();
        return own ? new TargetJdk.Linker(linker, workshop.identity(linker.home())) : debian(linker);
    }

    private TargetJdk debian(Jdk linker) throws IOException, BuildException {
        String name = "openjdk-" + linker.release() + "-jdk-headless";
        return new TargetJdk.Debian(
                new SinglePackage(target.debian().archive(target.platform(), workshop), name, workshop.log()));
    }

    private TargetJdk folder(Jdk linker, Jdk named) throws IOException, BuildException {
        if (!named.platform().accepts(target.platform())) {
            throw new Problem(
                            "jdk-other-platform",
                            "<jdk> is for " + named.platform() + ", and the image for " + target.platform() + ".",
                            named.home().toString(),
                            "name a JDK of the image's platform, in <platforms> one for each, or write <jdk>debian</jdk>")
                    .exception();
        }
        if (!named.suitsDebian()) {
            throw new Problem(
                            "jdk-of-musl",
                            "<jdk> is for Alpine's C library (musl), and the root has that of Debian (glibc).",
                            named.home().toString(),
                            "name a JDK for Linux with glibc, or write <jdk>debian</jdk>")
                    .exception();
        }
        if (named.release() != linker.release()) {
            throw new Problem(
                            "jdk-other-release",
                            "Java " + linker.release() + " can't link a runtime of Java " + named.release() + ".",
                            named.home() + ", linked by " + linker.home(),
                            "run Maven with JDK " + named.release() + ", or name a JDK " + linker.release()
                                    + " in <jdk>")
                    .exception();
        }
        return linker.home().equals(named.home())
                ? new TargetJdk.Linker(linker, workshop.identity(linker.home()))
                : linked(named);
    }

    private TargetJdk linked(Jdk named) throws IOException, BuildException {
        Path jmods = named.home().resolve("jmods");
        if (!jmods.toFile().isDirectory()) {
            throw new Problem(
                            "jdk-without-jmods",
                            "<jdk> does not run on this machine, and has no jmods to link from.",
                            named.home().toString(),
                            "name a JDK that has them, or write <jdk>debian</jdk>")
                    .exception();
        }
        return new TargetJdk.Folder(named, workshop.identity(named.home()));
    }
}
