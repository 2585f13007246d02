package dev.lapstrake.maven;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;

/** The screen in front of a person, if there is one. */
final class Terminal {
    private Terminal() {}

    static Optional<PrintStream> find() {
        return Optional.ofNullable(System.console())
                .filter(Terminal::isTerminal)
                .map(console -> System.out);
    }

    /** From JDK 22 on there always is a console, which says by itself whether it is a terminal. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
