package dev.lapstrake.declared;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.tree.TreePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** Declared stages by their names, and the copies into the image, all of which make sense together. */
final class Declarations {
    private static final Set<String> RESERVED =
            Set.of("root", "runtime", "base-archive", "startup-archive", "base", "application", "image");

    private final Map<String, StageDeclaration> byName = new LinkedHashMap<>();
    private final List<Copy> copies;
    private final Set<String> used = new HashSet<>();

    private Declarations(List<Copy> copies) {
        this.copies = List.copyOf(copies);
    }

    /** Checks the names of stages and those in copies, and that no stage waits for itself. */
    static Declarations of(List<StageDeclaration> stages, List<Copy> copies) throws BuildException {
        Declarations declarations = new Declarations(copies);
        for (StageDeclaration stage : stages) {
            declarations.add(stage);
        }
        Set<String> sound = new HashSet<>();
        for (StageDeclaration stage : stages) {
            declarations.check(stage.name(), List.of(), sound);
        }
        for (Copy copy : copies) {
            declarations.get(copy.from());
        }
        declarations.findUsed();
        return declarations;
    }

    private void add(StageDeclaration stage) throws BuildException {
        String name = stage.name();
        boolean isFree = !RESERVED.contains(name) && !byName.containsKey(name);
        if (!name.matches("[a-z][a-z0-9_-]*") || !isFree) {
            throw new Problem(
                            "stage-name-bad",
                            "<stage> needs a <name> of its own.",
                            name,
                            "begin with a letter and go on with small letters, digits, '-' and '_'; "
                                    + String.join(", ", new TreeSet<>(RESERVED)) + " are taken")
                    .exception();
        }
        byName.put(name, stage);
    }

    /**
     * @param path the names of those that led here, each of which waits for the next
     * @param sound those that are known to wait for no circle
     */
    private void check(String name, List<String> path, Set<String> sound) throws BuildException {
        if (path.contains(name)) {
            throw cycle(path.subList(path.indexOf(name), path.size()), name);
        }
        List<String> further = new ArrayList<>(path);
        further.add(name);
        for (Copy copy : sound.contains(name) ? List.<Copy>of() : get(name).copies()) {
            check(copy.from(), further, sound);
        }
        sound.add(name);
    }

    private static BuildException cycle(List<String> path, String name) {
        return new Problem(
                        "stage-cycle",
                        "<stages> wait for each other in a circle.",
                        String.join(" → ", path) + " → " + name,
                        "take one of the <copy> elements out, or divide a stage in two")
                .exception();
    }

    private void findUsed() {
        copies.forEach(copy -> use(copy.from()));
        all().stream().filter(stage -> stage.into().isPresent()).forEach(stage -> use(stage.name()));
    }

    private void use(String name) {
        if (used.add(name)) {
            Objects.requireNonNull(byName.get(name)).copies().forEach(copy -> use(copy.from()));
        }
    }

    Collection<StageDeclaration> all() {
        return byName.values();
    }

    List<Copy> copiesIntoImage() {
        return copies;
    }

    StageDeclaration get(String name) throws BuildException {
        return Optional.ofNullable(byName.get(name)).orElseThrow(() -> new Problem(
                        "stage-unknown",
                        "<copy> takes something from a stage that is not declared.",
                        name,
                        byName.isEmpty()
                                ? "declare it in <stages>"
                                : "write one of " + String.join(", ", byName.keySet()) + " in <from>")
                .exception());
    }

    /** The stages that nothing that is made has any use for. */
    Set<String> unused() {
        Set<String> unused = new LinkedHashSet<>(byName.keySet());
        unused.removeAll(used);
        return unused;
    }

    /** What others take from a stage: empty for everything. */
    Optional<Set<TreePath>> wanted(StageDeclaration stage) {
        Stream<Copy> among =
                all().stream().filter(other -> used.contains(other.name())).flatMap(other -> other.copies().stream());
        Stream<Copy> intoFolder = stage.into().map(StageDeclaration.Into::part).stream();
        List<Optional<TreePath>> sources = Stream.of(copies.stream(), among, intoFolder)
                .flatMap(Function.identity())
                .filter(copy -> copy.from().equals(stage.name()))
                .map(Copy::source)
                .toList();
        return sources.contains(Optional.<TreePath>empty())
                ? Optional.empty()
                : Optional.of(
                        new TreeSet<>(sources.stream().flatMap(Optional::stream).toList()));
    }
}
