package dev.lapstrake.root;

import dev.lapstrake.disk.AtomicFile;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.apt.Archive;
import dev.lapstrake.root.apt.DebianPackage;
import dev.lapstrake.root.apt.LibraryNames;
import dev.lapstrake.root.apt.PackageIndex;
import dev.lapstrake.root.apt.Resolver;
import dev.lapstrake.stage.StageKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the packages that a request comes to. A plan is kept, so the same question is not asked of an index twice. */
record RootPlanner(RootRequest request, Archive archive) {
    private static final int VERSION = 1;

    RootPlan plan() throws IOException, BuildException {
        Path file = request.archive().cache().resolve("plans").resolve(key().toString());
        Optional<RootPlan> kept = kept(file);
        if (kept.isPresent()) {
            return kept.get();
        }
        RootPlan plan = resolve(archive.index());
        AtomicFile.write(file, plan.text().getBytes(StandardCharsets.UTF_8));
        return plan;
    }

    private StageKey key() {
        return StageKey.of("root-plan", VERSION)
                .with("archives", archive.state().hex())
                .with("packages", request.packages())
                .with("libraries", request.needs().libraries().keySet());
    }

    /** Packages are checked by their hashes afterwards, so a plan may be trusted as far as it can be read. */
    private static Optional<RootPlan> kept(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(RootPlan.parse(Files.readString(file)));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // written by another version, or damaged
        }
    }

    private RootPlan resolve(PackageIndex index) throws BuildException {
        Set<String> given = new HashSet<>(BasePackages.names());
        given.addAll(BasePackages.leftOut());
        Resolver resolver = new Resolver(index, given);
        Map<String, RootPlan.Planned> planned = new LinkedHashMap<>();
        add(
                RootPlan.Role.BASE,
                resolver.choose(new TreeSet<>(BasePackages.names())).values(),
                planned);
        add(RootPlan.Role.DEPENDENCY, resolver.choose(request.packages()).values(), planned);
        add(RootPlan.Role.LIBRARY, resolver.choose(libraries(index)).values(), planned);
        request.packages()
                .forEach(name -> planned.computeIfPresent(
                        name, (same, old) -> new RootPlan.Planned(RootPlan.Role.NAMED, old.origin())));
        return new RootPlan(new ArrayList<>(planned.values()));
    }

    private static void add(
            RootPlan.Role role, Collection<DebianPackage> chosen, Map<String, RootPlan.Planned> planned) {
        chosen.forEach(origin -> planned.putIfAbsent(origin.name(), new RootPlan.Planned(role, origin)));
    }

    /** A library that no package of the suite is named after may be in one that the user names; that shows later. */
    private List<String> libraries(PackageIndex index) {
        return request.needs().libraries().keySet().stream()
                .flatMap(soname -> LibraryNames.find(soname, index).stream())
                .distinct()
                .toList();
    }
}
