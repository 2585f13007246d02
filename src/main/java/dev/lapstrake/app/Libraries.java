package dev.lapstrake.app;

import dev.lapstrake.app.Dependency.Origin;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.FolderReader;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Dependencies with their places in the image: each under its repository name, and with the group before it where
 * artifacts of two groups would share one.
 *
 * @param places in the order of the class path
 */
record Libraries(Map<Dependency, TreePath> places, StableJars jars) {
    private static final TreePath FOLDER = Application.HOME.resolve("libs");

    static Libraries of(List<Dependency> dependencies, StableJars jars) {
        Set<String> taken = new HashSet<>();
        Set<String> shared = dependencies.stream()
                .map(Dependency::fileName)
                .filter(name -> !taken.add(name))
                .collect(Collectors.toSet());
        Function<Dependency, String> name = dependency ->
                shared.contains(dependency.fileName()) ? dependency.fileNameWithGroup() : dependency.fileName();
        Map<Dependency, TreePath> places = new LinkedHashMap<>();
        dependencies.forEach(dependency -> places.put(dependency, FOLDER.resolve(name.apply(dependency))));
        return new Libraries(places, jars);
    }

    List<TreePath> paths() {
        return List.copyOf(places.values());
    }

    /**
     * The layers of dependencies, the last with those that change from build to build.
     *
     * @param spread how the others are laid
     */
    List<ApplicationLayer> layers(DependencyLayers spread) throws IOException {
        List<Dependency> changing = new ArrayList<>();
        List<Dependency> others = new ArrayList<>();
        for (Dependency dependency : places.keySet()) {
            (dependency.isChanging() ? changing : others).add(dependency);
        }
        List<ApplicationLayer> layers = new ArrayList<>();
        for (Map.Entry<String, Set<Dependency>> layer : spread.spread(others).entrySet()) {
            layers.add(new ApplicationLayer(layer.getKey(), tree(layer.getValue())));
        }
        layers.add(new ApplicationLayer("snapshots", tree(changing)));
        return layers;
    }

    private Tree tree(Collection<Dependency> chosen) throws IOException {
        Tree tree = Tree.EMPTY;
        for (Dependency dependency : chosen) {
            tree = tree.overlay(files(dependency, Objects.requireNonNull(places.get(dependency))));
        }
        return tree;
    }

    private Tree files(Dependency dependency, TreePath place) throws IOException {
        if (Files.isDirectory(dependency.file())) {
            return FolderReader.readFollowingLinks(dependency.file()).below(place);
        }
        Path jar = dependency.origin() == Origin.REACTOR ? jars.of(dependency.file()) : dependency.file();
        return Tree.EMPTY.with(
                place, new Entry.File(Attributes.FILE, jars.digests().content(jar)));
    }
}
