package dev.lapstrake.fuzz;

import dev.lapstrake.problem.BuildException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Feeds damaged samples to whatever reads bytes from outside. A reader may refuse them with an {@link IOException} or a
 * {@link BuildException}, which the first becomes where a goal ends; it may not end in any other way, nor take long, nor
 * much memory.
 *
 * <p>{@code -Dlapstrake.fuzz.inputs=1000000} sets how many inputs each reader gets, {@code -Dlapstrake.fuzz.seed=42} which
 * ones. What a reader stumbles over is kept in {@code target/fuzz}, beside what each reader took.
 */
public final class Fuzz {
    private static final int INPUTS = Integer.getInteger("lapstrake.fuzz.inputs", 100);
    private static final long SEED = Long.getLong("lapstrake.fuzz.seed", 1);
    private static final long MOST_BYTES = 256L << 20; // of which xz may take 200 for what it looks back at
    private static final Path FOLDER = folder();

    private final String name;
    private final List<byte[]> samples;
    private UnaryOperator<byte[]> mending = bytes -> bytes;

    /** Reads bytes of any kind. */
    public interface Reader {
        void read(byte[] input) throws IOException, BuildException;
    }

    private static Path folder() {
        try {
            return Files.createDirectories(Path.of("target", "fuzz"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Fuzz(String name, List<byte[]> samples) {
        this.name = name;
        this.samples = samples;
    }

    public static Fuzz of(String name, byte[]... samples) {
        return new Fuzz(name, List.copyOf(Arrays.asList(samples)));
    }

    /** Puts right what would have every damaged input refused at once, such as checksums; in place. */
    public Fuzz mending(UnaryOperator<byte[]> how) {
        mending = how;
        return this;
    }

    /** Makes the checksums of all tar headers right. */
    public Fuzz mendingTar() {
        return mending(TarChecksums::mend);
    }

    /** Fails at the first input that the reader does not take well. */
    public void run(Reader reader) throws IOException, BuildException {
        for (byte[] sample : samples) {
            reader.read(sample.clone()); // what is good must be taken
        }
        Mutator mutator = new Mutator(new Random(SEED), samples);
        Cost all = Cost.now();
        Cost most = Cost.NONE;
        try (Deadline deadline = Deadline.start()) {
            for (int i = 0; i < INPUTS; i++) {
                deadline.begin(name + ", seed " + SEED + ", input " + i);
                byte[] input = mending.apply(mutator.next());
                most = most.or(feed(reader, input, i));
            }
        }
        report(most, Cost.since(all));
    }

    private Cost feed(Reader reader, byte[] input, int number) throws IOException {
        byte[] copy = input.clone();
        Cost before = Cost.now();
        Optional<Throwable> thrown = thrown(reader, copy);
        Cost cost = Cost.since(before);
        if (thrown.isPresent() || cost.bytes() > MOST_BYTES) {
            Path kept = Files.write(FOLDER.resolve(name + "-" + SEED + "-" + number), input);
            throw new AssertionError(name + " does not take " + kept + " well: " + cost, thrown.orElse(null));
        }
        return cost;
    }

    private static Optional<Throwable> thrown(Reader reader, byte[] input) {
        try {
            reader.read(input);
            return Optional.empty();
        } catch (IOException | BuildException e) { // refused, as it should be
            return Optional.empty();
        } catch (RuntimeException | Error e) { // that there is none of them is what is being tested
            return Optional.of(e);
        }
    }

    /** A line for each reader, the slowest and the largest of its inputs, and the mean. */
    private void report(Cost most, Cost all) throws IOException {
        String line = "%s: %d inputs, %d \u00b5s each; at most %s%n"
                .formatted(name, INPUTS, all.nanoseconds() / 1000 / Math.max(INPUTS, 1), most);
        Files.writeString(FOLDER.resolve("figures.txt"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
