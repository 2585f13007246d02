package dev.lapstrake.disk;

import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where programs are looked for. By hand, since the JDK looks along the path of the JVM, and in the current folder on
 * Windows.
 *
 * @param folders in order
 */
public record SearchPath(List<String> folders) {
    public SearchPath {
        folders = List.copyOf(folders);
    }

    /**
     * @param text the content of the variable PATH
     */
    public static SearchPath of(String text) {
        return new SearchPath(Stream.of(text.split(Pattern.quote(File.pathSeparator), -1))
                .filter(folder -> !folder.isEmpty())
                .toList());
    }

    /**
     * A program; a path of several parts is none to look for.
     *
     * @param endings that its file may have, in order
     */
    public Optional<File> find(String name, List<String> endings) {
        Stream<File> places = new File(name).getParent() == null
                ? folders.stream().map(folder -> new File(folder, name))
                : Stream.of(new File(name));
        return places.flatMap(place -> endings.stream().map(ending -> new File(place.getPath() + ending)))
                .filter(file -> file.isFile() && file.canExecute())
                .findFirst();
    }
}
