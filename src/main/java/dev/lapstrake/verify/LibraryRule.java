package dev.lapstrake.verify;

import dev.lapstrake.root.elf.ElfException;
import dev.lapstrake.root.elf.ElfFile;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every compiled file has the libraries that it asks for, and every program its loader. */
final class LibraryRule implements Rule {
    /** What of a JVM draws on a display or plays sound, or draws text: loaded only by who does that. */
    private static final Pattern ON_DEMAND =
            Pattern.compile("lib(awt_xawt|jawt|splashscreen|jsound|fontmanager|awt_headless|javafx.*|glass.*)\\.so");

    @Override
    public String id() {
        return "library";
    }

    @Override
    public Stream<Violation> check(Image image) throws IOException {
        Loader loader = new Loader(image);
        List<Violation> found = new ArrayList<>();
        for (Image.Found file : (Iterable<Image.Found>) image.files()::iterator) {
            if (!isOnDemand(file.path(), image)) {
                Optional<ElfFile> elf = read(file);
                elf.ifPresent(read -> missing(file.path(), read, loader)
                        .forEach(name -> found.add(image.violation(
                                this, file.path(), "needs '" + name + "', which " + loader.whereabouts(name)))));
            }
        }
        return found.stream();
    }

    private static boolean isOnDemand(TreePath path, Image image) {
        return ON_DEMAND.matcher(path.name()).matches()
                && path.parent()
                        .flatMap(folder -> image.tree().get(folder.resolve("libjava.so")))
                        .isPresent();
    }

    /** What is no sound ELF file is never loaded: debug symbols, samples for tests. */
    private static Optional<ElfFile> read(Image.Found found) throws IOException {
        try {
            return ElfFile.read(found.path(), found.file());
        } catch (ElfException e) {
            return Optional.empty();
        }
    }

    private static Stream<String> missing(TreePath path, ElfFile elf, Loader loader) {
        Stream<String> interpreter =
                Stream.of(elf.interpreter()).filter(name -> !name.isEmpty() && !loader.isFile(name));
        return Stream.concat(interpreter, elf.needed().stream().filter(name -> !loader.finds(name, path, elf)));
    }
}
