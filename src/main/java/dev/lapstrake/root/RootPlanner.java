package dev.lapstrake.root;

import dev.lapstrake.cache.CacheKey;
import dev.lapstrake.cache.Findings;
import dev.lapstrake.cache.KeptText;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.apt.Archive;
import dev.lapstrake.root.apt.DebianPackage;
import dev.lapstrake.root.apt.InstalledPackages;
import dev.lapstrake.root.apt.LibraryNames;
import dev.lapstrake.root.apt.PackageIndex;
import dev.lapstrake.root.apt.Resolver;
import dev.lapstrake.root.apt.Suite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds the packages that a request comes to. A plan is kept, so the same question is not asked of an index twice.
 *
 * @param elsewhere plans that other machines made
 */
record RootPlanner(RootRequest request, Archive archive, Optional<Findings> elsewhere) {
    /** Raised whenever the same request comes to another plan, or a plan to another text. */
    private static final int VERSION = 4;

    RootPlan plan() throws IOException, BuildException {
        return plan(key(), this::resolve);
    }

    /** The plan for an image that has packages already: what the user names, and what that needs and is not there. */
    RootPlan planOn(InstalledPackages there) throws IOException, BuildException {
        return plan(key().with("there", there.text()), index -> resolve(index, there));
    }

    private interface Choice {
        RootPlan from(PackageIndex index) throws BuildException;
    }

    private RootPlan plan(CacheKey key, Choice choice) throws IOException, BuildException {
        KeptText kept = new KeptText(request.archive().cache().resolve("plans").resolve(key.toString()));
        Optional<String> known = kept.read();
        if (known.isPresent()) {
            return RootPlan.parse(known.get());
        }
        Optional<RootPlan> heard = heard(key);
        if (heard.isPresent()) {
            return heard.get();
        }
        RootPlan plan = chosen(choice);
        kept.write(plan.text());
        if (elsewhere.isPresent()) {
            elsewhere.get().keep(name(key), plan.text());
        }
        return plan;
    }

    private Optional<RootPlan> heard(CacheKey key) throws IOException {
        try {
            return elsewhere.isPresent() ? elsewhere.get().find(name(key)).map(RootPlan::parse) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // somebody's text that is no plan
        }
    }

    private static String name(CacheKey key) {
        return "plan-" + key;
    }

    private RootPlan chosen(Choice choice) throws IOException, BuildException {
        PackageIndex index = archive.index();
        for (String soname : request.needs().libraries().keySet()) {
            if (LibraryNames.find(soname, index).isEmpty()) {
                archive.checkMayLack(soname);
            }
        }
        try {
            return choice.from(index);
        } catch (BuildException e) {
            throw archive.explain(e);
        }
    }

    /** A package that is there in an older version is replaced as a whole, so that its files fit each other. */
    private RootPlan resolve(PackageIndex index, InstalledPackages there) throws BuildException {
        Set<String> current = there.current(index);
        Set<String> given = new HashSet<>(current);
        given.addAll(BasePackages.leftOut());
        Collection<DebianPackage> chosen =
                new Resolver(index, given).choose(request.packages()).values();
        return new RootPlan(chosen.stream()
                .filter(origin -> request.packages().contains(origin.name()) || !given.contains(origin.name()))
                .map(origin -> new RootPlan.Planned(
                        request.packages().contains(origin.name()) || there.has(origin.name())
                                ? RootPlan.Role.NAMED
                                : RootPlan.Role.DEPENDENCY,
                        origin))
                .toList());
    }

    private CacheKey key() throws BuildException {
        return CacheKey.of(isRoot() ? "root-plan" : "packages-plan", VERSION)
                .with("archives", archive.state().hex())
                .with("packages", request.packages())
                .with("libraries", sonames().toList())
                .with("parts", request.contents().parts().keySet());
    }

    private RootPlan resolve(PackageIndex index) throws BuildException {
        Set<String> given = new HashSet<>(BasePackages.names());
        given.addAll(BasePackages.leftOut());
        Resolver resolver = new Resolver(index, given);
        Map<String, RootPlan.Planned> planned = new LinkedHashMap<>();
        if (isRoot()) {
            add(
                    RootPlan.Role.BASE,
                    resolver.choose(new TreeSet<>(BasePackages.names())).values(),
                    planned);
        }
        add(RootPlan.Role.DEPENDENCY, resolver.choose(request.packages()).values(), planned);
        add(RootPlan.Role.PART, parts(index), planned);
        add(RootPlan.Role.LIBRARY, resolver.choose(libraries(index)).values(), planned);
        add(
                RootPlan.Role.LIBRARY,
                resolver.choose(List.of(BasePackages.C_LIBRARY)).values(),
                planned);
        request.packages()
                .forEach(name -> planned.computeIfPresent(
                        name, (same, old) -> new RootPlan.Planned(RootPlan.Role.NAMED, old.origin())));
        return new RootPlan(new ArrayList<>(planned.values()));
    }

    /** Not every suite has all of them; a lock has to have those that its suite has. */
    private Collection<DebianPackage> parts(PackageIndex index) throws BuildException {
        List<String> names = new ArrayList<>();
        for (String name : request.contents().parts().keySet()) {
            if (index.has(name)) {
                names.add(name);
            } else if (isOfTheSuite(name)) {
                archive.checkMayLackPackage(name);
            }
        }
        return new Resolver(index, Set.copyOf(names)).choose(names).values();
    }

    /** The old names of time zones have a package of their own since trixie. */
    private boolean isOfTheSuite(String part) {
        return !part.equals("tzdata-legacy") || request.archive().suite() != Suite.BOOKWORM;
    }

    private boolean isRoot() {
        return request.extent() == RootRequest.Extent.ROOT;
    }

    private static void add(
            RootPlan.Role role, Collection<DebianPackage> chosen, Map<String, RootPlan.Planned> planned) {
        chosen.forEach(origin -> planned.putIfAbsent(origin.name(), new RootPlan.Planned(role, origin)));
    }

    /** A library that no package of the suite is named after may be in one that the user names; that shows later. */
    private List<String> libraries(PackageIndex index) {
        return sonames()
                .flatMap(soname -> LibraryNames.find(soname, index).stream())
                .distinct()
                .toList();
    }

    private Stream<String> sonames() {
        return Stream.concat(request.needs().libraries().keySet().stream(), request.wishes().keySet().stream());
    }
}
