package dev.lapstrake.assemble;

import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A port that the image says it listens on (OCI image-spec, config.md, {@code ExposedPorts}).
 *
 * @param number 1 to 65535
 * @param protocol {@code tcp} or {@code udp}
 */
public record ExposedPort(int number, String protocol) {
    private static final int HIGHEST = 65535;
    private static final Pattern FORM = Pattern.compile("(\\d{1,5})(?:/(tcp|udp))?");

    /** Reads {@code 8080}, {@code 8080/tcp} or {@code 53/udp}. */
    public static ExposedPort parse(String text) throws BuildException {
        Matcher parts = FORM.matcher(text);
        int number = parts.matches() ? Integer.parseInt(parts.group(1)) : 0;
        if (number < 1 || number > HIGHEST) {
            throw new Problem(
                            "port-malformed",
                            "<ports> has something that is no port.",
                            text,
                            "write a number from 1 to 65535, with /udp behind it where it is not TCP, for example"
                                    + " <port>8080</port>")
                    .exception();
        }
        return new ExposedPort(number, parts.group(2) == null ? "tcp" : parts.group(2));
    }

    @Override
    public String toString() {
        return number + "/" + protocol;
    }
}
