package dev.lapstrake.verify;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads a file of any length for secrets, a part at a time; parts overlap by more than any secret's length. */
final class SecretScan {
    private static final int PART = 1 << 20;
    private static final int OVERLAP = 1 << 13;
    private static final int HEAD = 64;
    private static final String KEY = "a private key";
    private static final String STORE = "a private key in a key store";

    /** Programs, a Java runtime's among them, and archives: nothing in them can be read as it stands. */
    private static final Pattern PACKED = Pattern.compile(
            "(\\x7fELF|\\xda\\xda\\xfe\\xca|\\xca\\xfe\\xda\\xda|PK[\\x01-\\x08]|\\x1f\\x8b).*", Pattern.DOTALL);

    private final CodeFile file;
    private final Set<String> kinds = new TreeSet<>();

    private SecretScan(CodeFile file) {
        this.file = file;
    }

    /** The kinds of secrets that a file holds. */
    static Set<String> kinds(CodeFile file) throws IOException {
        SecretScan scan = new SecretScan(file);
        try (InputStream in = new BufferedInputStream(file.bytes().open())) {
            scan.read(in);
        }
        return scan.kinds;
    }

    private void read(InputStream in) throws IOException {
        in.mark(HEAD);
        String head = next(in, HEAD);
        in.reset();
        if (PACKED.matcher(head).matches()) {
            return;
        }
        if (KeyStores.isKey(head)) {
            kinds.add(KEY);
        }
        if (!KeyStores.isJavaStore(head)) {
            readParts(in, KeyStores.isPkcs12(head));
        } else if (KeyStores.hasKey(in)) {
            kinds.add(STORE);
        }
    }

    private void readParts(InputStream in, boolean isStore) throws IOException {
        String text = next(in, PART);
        while (!text.isEmpty()) {
            if (isStore && KeyStores.hasBag(text)) {
                kinds.add(STORE);
            }
            addKindsIn(text);
            String more = next(in, PART);
            text = more.isEmpty() ? "" : text.substring(text.length() - OVERLAP) + more;
        }
    }

    private static String next(InputStream in, int most) throws IOException {
        return new String(in.readNBytes(most), StandardCharsets.ISO_8859_1);
    }

    private void addKindsIn(String text) {
        SecretForms.in(text).forEach(kinds::add);
        SecretFiles.in(file.name(), text).forEach(kinds::add);
        if (file.name().endsWith(".env")) {
            text.lines().flatMap(line -> variable(line).stream()).forEach(kinds::add);
        }
    }

    private static Optional<String> variable(String line) {
        List<String> parts =
                List.of(line.strip().replaceFirst("^export\\s+", "").split("=", 2));
        return parts.size() < 2 || line.startsWith("#")
                ? Optional.empty()
                : SecretSettings.what(parts.get(0).strip(), parts.get(1).strip());
    }
}
