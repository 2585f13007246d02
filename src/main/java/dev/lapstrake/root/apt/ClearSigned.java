package dev.lapstrake.root.apt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A message in the cleartext signature framework (RFC 9580, section 7), taken apart. Nothing may come before, between or
 * after its parts, so nobody can take other text for the signed one.
 *
 * @param lines the text as it was before it was escaped, without line ends
 * @param signature the armoured signatures
 */
record ClearSigned(List<String> lines, String signature) {
    private static final String BEGIN = "-----BEGIN PGP SIGNED MESSAGE-----";
    private static final String BEGIN_SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
    private static final String END_SIGNATURE = "-----END PGP SIGNATURE-----";

    ClearSigned {
        lines = List.copyOf(lines);
    }

    /** Empty if the message has another form. */
    static Optional<ClearSigned> parse(String message) {
        Iterator<String> lines = message.lines().map(String::stripTrailing).iterator();
        if (!lines.hasNext() || !lines.next().equals(BEGIN) || !skipHeaders(lines)) {
            return Optional.empty();
        }
        List<String> text = new ArrayList<>();
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.equals(BEGIN_SIGNATURE)) {
                return signature(lines).map(signature -> new ClearSigned(text, signature));
            }
            if (line.startsWith("-") && !line.startsWith("- ")) {
                return Optional.empty();
            }
            text.add(line.startsWith("- ") ? line.substring(2) : line);
        }
        return Optional.empty();
    }

    /** Only the names of hash algorithms may stand there, up to an empty line. */
    private static boolean skipHeaders(Iterator<String> lines) {
        while (lines.hasNext()) {
            String line = lines.next();
            if (!line.startsWith("Hash: ")) {
                return line.isEmpty();
            }
        }
        return false;
    }

    private static Optional<String> signature(Iterator<String> lines) {
        StringBuilder armour = new StringBuilder(BEGIN_SIGNATURE).append('\n');
        boolean ended = false;
        while (lines.hasNext()) {
            String line = lines.next();
            if (ended && !line.isEmpty()) {
                return Optional.empty();
            }
            ended = ended || line.equals(END_SIGNATURE);
            armour.append(line).append('\n');
        }
        return ended ? Optional.of(armour.toString()) : Optional.empty();
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    /** The bytes that were signed: CRLF between lines, none after the last, no blanks at the ends of lines. */
    byte[] canonical() {
        return String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8);
    }
}
