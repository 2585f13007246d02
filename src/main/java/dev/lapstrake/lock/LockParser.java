package dev.lapstrake.lock;

import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads locks. */
final class LockParser {
    static final String FIX = "take the file as it was last committed, and run mvn package lapstrake:lock";

    private static final Pattern TITLE = Pattern.compile("\\[([a-z0-9_./]+)(?: ([a-z]+))?]");
    private static final Pattern LINE = Pattern.compile("( {2})?([a-z0-9-]+) (\\S.*)");
    private static final Instant LATEST = Instant.parse("9000-01-01T00:00:00Z");
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9A-F]{40,64}");

    private final List<LockedPlatform> platforms = new ArrayList<>();
    private final List<LockedSuite> suites = new ArrayList<>();

    /** Lines between two titles. */
    private record Section(String platform, String suite, List<Thing> things) {
        Stream<Thing> all(String word) {
            return things.stream().filter(thing -> thing.word.equals(word));
        }

        Instant snapshot() {
            return all("snapshot")
                    .findFirst()
                    .map(thing -> time(thing.value()))
                    .orElseThrow(() -> new IllegalArgumentException("no snapshot for " + platform + " " + suite));
        }
    }

    /** A line, and those below it that are indented. */
    private record Thing(String word, String value, Map<String, String> facts) {
        String fact(String name) {
            String fact = facts.get(name);
            if (fact == null) {
                throw new IllegalArgumentException(word + " " + value + " has no " + name);
            }
            return fact;
        }
    }

    private LockParser() {}

    static Lock parse(String written) throws BuildException {
        String text = written.replace("\r\n", "\n"); // as Git may write it on Windows
        if (!text.startsWith(LockText.FIRST_LINE + "\n")) {
            throw malformed(text.lines().findFirst().orElse("an empty file"), null);
        }
        checkSum(text);
        try {
            return new LockParser().lock(text.lines().toList());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw malformed(String.valueOf(e.getMessage()), e);
        }
    }

    private static void checkSum(String text) throws BuildException {
        int last = text.lastIndexOf("\n" + LockText.CHECKSUM) + 1;
        String content = text.substring(0, last);
        if (!text.substring(last).equals(LockText.CHECKSUM + Digest.of(content) + "\n")) {
            throw Problem.of(
                            "lock-tampered",
                            "lapstrake.lock is not as lapstrake:lock wrote it: its checksum is another.",
                            FIX)
                    .exception();
        }
    }

    private static BuildException malformed(String found, @Nullable Exception cause) {
        Problem problem =
                new Problem("lock-malformed", "lapstrake.lock can't be read by this version of Lapstrake.", found, FIX);
        return cause == null ? problem.exception() : problem.exception(cause);
    }

    private Lock lock(List<String> lines) {
        Section section = new Section("", "", new ArrayList<>());
        for (String line : lines.subList(1, lines.size() - 1)) {
            Matcher title = TITLE.matcher(line);
            if (title.matches()) {
                add(section);
                section = new Section(
                        title.group(1), Optional.ofNullable(title.group(2)).orElse(""), new ArrayList<>());
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                read(line, section.things());
            }
        }
        add(section);
        return new Lock(platforms, suites);
    }

    private static void read(String line, List<Thing> things) {
        Matcher words = LINE.matcher(line);
        if (!words.matches() || (words.group(1) != null && things.isEmpty())) {
            throw new IllegalArgumentException(line);
        }
        if (words.group(1) == null) {
            things.add(new Thing(words.group(2), words.group(3), new LinkedHashMap<>()));
        } else {
            things.get(things.size() - 1).facts().put(words.group(2), words.group(3));
        }
    }

    private void add(Section section) {
        if (section.platform().isEmpty()) {
            if (!section.things().isEmpty()) {
                throw new IllegalArgumentException(section.things().get(0).word());
            }
        } else if (section.suite().isEmpty()) {
            platforms.add(platform(section));
        } else {
            suites.add(suite(section));
        }
    }

    private static LockedPlatform platform(Section section) {
        Map<String, Digest> images = new LinkedHashMap<>();
        section.all("image").forEach(image -> images.put(image.value(), Digest.parse(image.fact("digest"))));
        Optional<LockedPlatform.Jdk> jdk = section.all("jdk")
                .map(found -> new LockedPlatform.Jdk(found.value(), Digest.parse(found.fact("identity"))))
                .findFirst();
        return LockedPlatform.of(section.platform(), section.snapshot(), jdk, images);
    }

    private static LockedSuite suite(Section section) {
        Instant snapshot = section.snapshot();
        List<String> signers = section.all("signed-by").map(Thing::value).toList();
        if (!signers.stream().allMatch(signer -> FINGERPRINT.matcher(signer).matches())) {
            throw new IllegalArgumentException(String.join(", ", signers));
        }
        List<LockedPackage> packages =
                section.all("package").map(thing -> locked(thing, snapshot)).toList();
        return LockedSuite.of(section.platform(), section.suite(), snapshot, signers, packages);
    }

    private static LockedPackage locked(Thing thing, Instant snapshot) {
        String[] source = thing.fact("source").split(" ", 2);
        LockedPackage.File file = new LockedPackage.File(
                thing.fact("archive"),
                thing.fact("path"),
                Long.parseLong(thing.fact("size")),
                new Digest(thing.fact("sha256")));
        return new LockedPackage(
                thing.value(),
                thing.fact("version"),
                thing.fact("architecture"),
                new LockedPackage.Source(source[0], source[source.length - 1]),
                file,
                Optional.ofNullable(thing.facts().get("snapshot"))
                        .map(LockParser::time)
                        .orElse(snapshot));
    }

    /** A time that can be reckoned with, and written in four digits. */
    private static Instant time(String text) {
        Instant time = Instant.parse(text);
        if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
            throw new IllegalArgumentException("not a time: " + text);
        }
        return time;
    }
}
