package dev.lapstrake.verify;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** No interpreter of a scripting language, unless it was asked for. */
final class InterpreterRule implements Rule {
    private static final Pattern NAMES =
            Pattern.compile("perl([\\d.]+(-.+)?)?|python([\\d.]+)?|pypy[\\d.]*|ruby[\\d.]*|irb"
                    + "|node(js)?|deno|bun|qjs|lua(jit)?[\\d.-]*|php(-cgi)?[\\d.]*|tclsh[\\d.]*|wish[\\d.]*|expect"
                    + "|[mgn]?awk|guile[\\d.-]*|Rscript|groovy|jshell|erl|elixir|osascript");

    @Override
    public String id() {
        return "interpreter";
    }

    @Override
    public Stream<Violation> check(Image image) {
        Requested requested = Requested.of(image);
        return image.programs(NAMES.asMatchPredicate())
                .filter(path -> !requested.holds(path))
                .map(path -> image.violation(this, path, "is an interpreter that nobody asked for"));
    }
}
