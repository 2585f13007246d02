package dev.lapstrake.disk;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;

/** The system that a build runs on, as far as anything depends on it. Images are for Linux, whatever it is. */
public enum Host {
    LINUX,
    MACOS,
    WINDOWS,
    OTHER;

    public static Host current() {
        return of(System.getProperty("os.name", ""));
    }

    /**
     * @param name what Java calls it, in {@code os.name}
     */
    public static Host of(String name) {
        String system = name.toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return WINDOWS;
        }
        return system.startsWith("mac") ? MACOS : system.startsWith("linux") ? LINUX : OTHER;
    }

    /** A file's name as other systems write it: macOS may have taken letters and their accents apart. */
    public String composed(String name) {
        return this == MACOS ? Normalizer.normalize(name, Normalizer.Form.NFC) : name;
    }

    /** True where a name has rules that Linux does not know: devices' names, characters, and how it ends. */
    public static boolean isOfWindows(Path file) {
        return file.getFileSystem().getSeparator().equals("\\");
    }
}
