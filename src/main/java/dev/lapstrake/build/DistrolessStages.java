package dev.lapstrake.build;

import dev.lapstrake.app.Application;
import dev.lapstrake.cache.Findings;
import dev.lapstrake.classfile.References;
import dev.lapstrake.lock.LockUse;
import dev.lapstrake.parallel.Ahead;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.RootRequest;
import dev.lapstrake.root.RootStage;
import dev.lapstrake.root.apt.Architecture;
import dev.lapstrake.root.contents.FontChoice;
import dev.lapstrake.root.contents.RootContents;
import dev.lapstrake.root.elf.ElfNeeds;
import dev.lapstrake.runtime.JarNatives;
import dev.lapstrake.runtime.RuntimeExtras;
import dev.lapstrake.runtime.RuntimeStage;
import dev.lapstrake.stage.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds the stages of a root that is made here, and of a Java runtime if there is an application for one.
 *
 * @param contents what the user wants in the root
 * @param ahead what can be begun for the root, once it does not slow down what the runtime waits for
 */
record DistrolessStages(Workshop workshop, PlatformRequest request, RootContents contents, Ahead ahead) {
    /**
     * @param copies the stages of what else is in the image
     */
    List<Stage> of(Optional<Application> application, List<Stage> copies) throws IOException, BuildException {
        if (application.isEmpty()) {
            ahead.begin();
            return List.of(root(contents.fontsFor(false), new TreeMap<>(), Optional.empty()));
        }
        ApplicationChoice.RuntimeChoice choice = ((ApplicationChoice.Java) request.application()).runtime();
        RuntimeMaker maker = new RuntimeMaker(workshop, target(), choice);
        References code = maker.references(application.get());
        ahead.begin();
        RootContents settled = contents.fontsFor(code.drawText());
        RuntimeStage runtime = maker.make(code, extras(settled, choice));
        Stage root = root(settled, natives(application.get()), Optional.of(runtime));
        List<Stage> stages = new ArrayList<>(List.of(root, runtime));
        new StartupStages(workshop, request)
                .of(application.get(), root, runtime, copies)
                .ifPresent(stages::add);
        return stages;
    }

    private Target target() {
        return request.target();
    }

    /** What native code in jars asks for. Much of it is never loaded, so it is no error if Debian has it not. */
    private SortedMap<String, String> natives(Application application) throws IOException, BuildException {
        Architecture architecture = Architecture.of(target().platform());
        return new JarNatives(
                        workshop.findings(), workshop.workplace().scratch(), workshop.digests(), architecture.machine())
                .needs(application.code());
    }

    private RootStage root(RootContents settled, SortedMap<String, String> wishes, Optional<Stage> runtime)
            throws IOException, BuildException {
        RootRequest root =
                RootRequest.of(target().debian().archive(target().platform(), workshop), settled, ElfNeeds.NONE);
        return new RootStage(root.wishing(wishes), runtime, ahead, plans(), workshop.log());
    }

    /** A lock is made of what archives say to this machine. */
    private Optional<Findings> plans() {
        return workshop.lock().mode() == LockUse.Mode.MADE ? Optional.empty() : workshop.plans();
    }

    /** Whoever names the module with all languages has all of them. */
    private static RuntimeExtras extras(RootContents settled, ApplicationChoice.RuntimeChoice choice) {
        SortedSet<String> languages = choice.modules().contains(RuntimeExtras.LANGUAGES)
                ? new TreeSet<>()
                : settled.regions().languageTags();
        return new RuntimeExtras(settled.fonts() instanceof FontChoice.Named, languages);
    }
}
